//! Requests are objects. serde would also read a struct from an array of its members' values, which no schema
//! allows and nobody means: `[]` would be a request without any member.

use serde::Deserializer;
use serde::de::Visitor;

/// Reads a struct from a map, and from nothing else.
pub(crate) struct ObjectOnly<D>(pub(crate) D);

impl<'de, D: Deserializer<'de>> Deserializer<'de> for ObjectOnly<D> {
    type Error = D::Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
        self.0.deserialize_map(visitor)
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit
        unit_struct newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

/// Gives structs that are declared with `#[serde(remote = "Self")]` their serde traits, reading only objects.
macro_rules! objects {
    ($($name:ident),+ $(,)?) => {$(
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                Self::serialize(self, serializer)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                Self::deserialize(crate::object::ObjectOnly(deserializer))
            }
        }
    )+};
}

pub(crate) use objects;

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::auth::v1::LogOutRequest;
    use crate::user::v1::UpdateUserRequest;

    #[test]
    fn an_array_is_no_request() {
        assert!(serde_json::from_value::<UpdateUserRequest>(json!([])).is_err());
        assert!(serde_json::from_value::<UpdateUserRequest>(json!({})).is_ok());
        assert!(serde_json::from_str::<LogOutRequest>(r#"["r1"]"#).is_err());
        assert!(serde_json::from_str::<LogOutRequest>(r#"{"refresh_token":"r1"}"#).is_ok());
    }
}
