//! The greeting of AMQP 0-9-1: <https://www.rabbitmq.com/resources/specs/amqp0-9-1.pdf>, 2.2.4 and 2.3.5.

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::words;

const GREETING: &[u8; 8] = b"AMQP\0\0\x09\x01";
/// A frame of type method, on channel 0.
const METHOD: &[u8] = &[1, 0, 0];
/// Class `connection`, method `start`.
const START: &[u8] = &[0, 10, 0, 10];

/// Is ready when the broker answers the greeting with `connection.start`.
pub(super) async fn ask(mut stream: TcpStream) -> Result<(), String> {
    let mut frame = [0; 11];
    let exchange = async {
        stream.write_all(GREETING).await?;
        // A broker of another version answers with its own greeting, and no more.
        stream.read_exact(&mut frame[..8]).await?;
        if !frame.starts_with(b"AMQP") {
            stream.read_exact(&mut frame[8..]).await?;
        }
        Ok(())
    };
    exchange
        .await
        .map_err(|error: std::io::Error| words(&error))?;
    // Between them is the frame's size.
    if frame.starts_with(METHOD) && frame.ends_with(START) {
        Ok(())
    } else if frame.starts_with(b"AMQP") {
        let version = &frame[5..8];
        let [major, minor, revision] = [version[0], version[1], version[2]];
        Err(format!(
            "the broker speaks AMQP {major}-{minor}-{revision}, not 0-9-1"
        ))
    } else {
        Err("the answer is not AMQP".to_owned())
    }
}
