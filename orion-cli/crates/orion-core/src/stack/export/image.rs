//! Which image is taken for the one that a service names.

use crate::config::ImageSettings;

/// The image to take for `image`: its substitute where `[images]` has one, else the same on the mirror where it
/// has one, else itself.
///
/// A mirror takes the place of the registry that the image names, or would be taken from: `postgres:16` and
/// `docker.io/postgres:16` are `<mirror>/postgres:16`.
#[must_use]
pub fn image_reference(image: &str, settings: &ImageSettings) -> String {
    let substitute = settings.substitutes.iter().find(|(from, _)| from == image);
    if let Some((_, substitute)) = substitute {
        return substitute.clone();
    }
    match &settings.mirror {
        Some(mirror) => format!("{}/{}", mirror.trim_end_matches('/'), path_of(image)),
        None => image.to_owned(),
    }
}

/// The reference without its registry: what stands before the first `/` is one if it has a `.` or a `:`, or is
/// `localhost`.
fn path_of(image: &str) -> &str {
    match image.split_once('/') {
        Some((first, rest)) if first.contains(['.', ':']) || first == "localhost" => rest,
        _ => image,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_substitute_goes_before_the_mirror() {
        let mut settings = ImageSettings::default();
        assert_eq!(image_reference("postgres:16", &settings), "postgres:16");
        settings.mirror = Some("registry.example.com/mirror/".to_owned());
        settings.substitutes = vec![("rabbitmq:3".to_owned(), "local/rabbitmq".to_owned())];
        let taken = |image| image_reference(image, &settings);
        assert_eq!(taken("rabbitmq:3"), "local/rabbitmq");
        assert_eq!(
            taken("postgres:16"),
            "registry.example.com/mirror/postgres:16"
        );
        assert_eq!(
            taken("acme/shop@sha256:00"),
            "registry.example.com/mirror/acme/shop@sha256:00"
        );
        for image in ["ghcr.io/a/b", "localhost/a/b", "host:5000/a/b"] {
            assert_eq!(taken(image), "registry.example.com/mirror/a/b");
        }
    }
}
