//! The first message of PostgreSQL's protocol: <https://www.postgresql.org/docs/current/protocol-message-formats.html>.

use std::io;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::words;

/// Version 3.0 of the protocol.
const VERSION: i32 = 3 << 16;
/// A user and a database that nobody has: the server's word on them is all that is wanted.
const PARAMETERS: &[u8] = b"user\0orion_probe\0database\0orion_probe\0\0";
/// `cannot_connect_now`: it starts, ends or recovers.
const NOT_NOW: &str = "57P03";
/// An error is a few hundred bytes; anything longer is no PostgreSQL.
const LONGEST: usize = 1 << 16;

/// Is ready when the server asks who we are, or refuses us for any reason but that it cannot take anybody now.
pub(super) async fn ask(mut stream: TcpStream) -> Result<(), String> {
    match answer(&mut stream).await {
        Ok(answer) => answer,
        Err(error) => Err(words(&error)),
    }
}

async fn answer(stream: &mut TcpStream) -> io::Result<Result<(), String>> {
    stream.write_all(&startup()).await?;
    let kind = stream.read_u8().await?;
    if kind == b'R' {
        return Ok(Ok(()));
    }
    // The length counts itself.
    let length = usize::try_from(stream.read_u32().await?).unwrap_or(usize::MAX);
    let Some(length) = length.checked_sub(4).filter(|length| *length <= LONGEST) else {
        return Ok(Err(no_postgres()));
    };
    if kind != b'E' {
        return Ok(Err(no_postgres()));
    }
    let mut fields = vec![0; length];
    stream.read_exact(&mut fields).await?;
    let Some(code) = field(&fields, b'C') else {
        return Ok(Err(no_postgres()));
    };
    if code != NOT_NOW {
        return Ok(Ok(()));
    }
    let reason = field(&fields, b'M').unwrap_or_default();
    Ok(Err(format!("{code}: {reason}")))
}

fn startup() -> Vec<u8> {
    // Its length with itself and the version: four bytes each.
    let length = 8 + i32::try_from(PARAMETERS.len()).unwrap_or_default();
    let mut message = length.to_be_bytes().to_vec();
    message.extend_from_slice(&VERSION.to_be_bytes());
    message.extend_from_slice(PARAMETERS);
    message
}

/// A field of an error: each is a byte that says what it is, and a text that ends with a zero byte.
fn field(fields: &[u8], wanted: u8) -> Option<String> {
    fields
        .split(|byte| *byte == 0)
        .find(|field| field.first() == Some(&wanted))
        .map(|field| String::from_utf8_lossy(&field[1..]).into_owned())
}

fn no_postgres() -> String {
    "the answer is not PostgreSQL's".to_owned()
}
