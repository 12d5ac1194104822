//! Commands in containers.

use std::io::{self, Write as _};
use std::time::Duration;

use bollard::errors::Error;
use bytes::Bytes;
use hyper::header::{CONNECTION, UPGRADE};
use hyper::{Response, StatusCode};
use hyper_util::rt::TokioIo;
use orion_app::stack::{EngineError, ExecRequest, LogStream};
use orion_core::stack::ContainerId;
use serde::Deserialize;
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::sync::mpsc;

use super::error::{meaning, said};
use super::terminal::{RawTerminal, Resizes, input, size};
use super::wire::{Call, Wire, bytes, nothing};

const WHAT: &str = "run a command in a container";
/// How much of a check's output is kept: its end.
const KEPT: usize = 2 << 10;
/// How much of what it says is kept when all of it is wanted.
const WHOLE: usize = 1 << 20;
/// How much is read at once.
const CHUNK: usize = 16 << 10;
/// The exit code of a program that wrote where nobody reads, as shells give it.
const BROKEN_PIPE: i64 = 128 + 13;
/// How often, and how far apart, the engine is asked for the exit code of a command whose output has ended.
const ASKS: u32 = 100;
const BETWEEN: Duration = Duration::from_millis(20);

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Made {
    id: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Ran {
    #[serde(default)]
    running: bool,
    #[serde(default)]
    exit_code: Option<i64>,
}

/// A command that was begun.
struct Begun {
    id: String,
    stream: TokioIo<hyper::upgrade::Upgraded>,
}

async fn begin(
    wire: &Wire,
    container: &ContainerId,
    request: &ExecRequest,
) -> Result<Begun, EngineError> {
    let failed = |error: Error| meaning(WHAT, &error);
    let wanted = serde_json::json!({
        "AttachStdin": request.input,
        "AttachStdout": true,
        "AttachStderr": true,
        "Tty": request.terminal,
        "Cmd": request.command,
        "Env": request.env,
        "User": request.user.as_deref().unwrap_or(""),
    });
    let target = format!("/containers/{}/exec", container.0);
    let made = Call::post(&target, "application/json", bytes(wanted.to_string()));
    let Made { id } = wire.value(made).await.map_err(failed)?;

    let wanted = serde_json::json!({ "Detach": false, "Tty": request.terminal }).to_string();
    let target = format!("/exec/{id}/start");
    let call = Call::post(&target, "application/json", bytes(wanted))
        .header(CONNECTION, "Upgrade".to_owned())
        .header(UPGRADE, "tcp".to_owned());
    let response = wire.call(call).await.map_err(failed)?;
    let upgraded = upgraded(response).await.map_err(failed)?;
    Ok(Begun {
        id,
        stream: TokioIo::new(upgraded),
    })
}

async fn upgraded<B>(response: Response<B>) -> Result<hyper::upgrade::Upgraded, Error> {
    if response.status() != StatusCode::SWITCHING_PROTOCOLS {
        return Err(Error::DockerStreamError {
            error: format!(
                "it answers {} where a stream should begin",
                response.status()
            ),
        });
    }
    Ok(hyper::upgrade::on(response).await?)
}

/// The exit code. The output may end a moment before the engine has it.
async fn exit_code(wire: &Wire, id: &str) -> Result<i64, EngineError> {
    let target = format!("/exec/{id}/json");
    for _ in 0..ASKS {
        let ran: Ran = wire
            .get(&target)
            .await
            .map_err(|error| meaning(WHAT, &error))?;
        if let (false, Some(code)) = (ran.running, ran.exit_code) {
            return Ok(code);
        }
        tokio::time::sleep(BETWEEN).await;
    }
    Err(said(WHAT, "its output ended, and it runs on".to_owned()))
}

/// Reads what a command writes to its end: as it is from a terminal, in frames otherwise.
async fn read(
    mut stream: impl AsyncRead + Unpin,
    terminal: bool,
    mut take: impl FnMut(LogStream, &[u8]) -> io::Result<()>,
) -> io::Result<()> {
    let mut buffer = vec![0; CHUNK];
    loop {
        let (kind, mut left) = if terminal {
            (LogStream::Output, u64::MAX)
        } else {
            let mut head = [0; 8];
            match stream.read_exact(&mut head).await {
                Ok(_) => {}
                Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(()),
                Err(error) => return Err(error),
            }
            let length = u32::from_be_bytes([head[4], head[5], head[6], head[7]]);
            let kind = if head[0] == 2 {
                LogStream::Error
            } else {
                LogStream::Output
            };
            (kind, u64::from(length))
        };
        while left > 0 {
            let most = usize::try_from(left).unwrap_or(CHUNK).min(CHUNK);
            let read = stream.read(&mut buffer[..most]).await?;
            if read == 0 {
                return Ok(());
            }
            take(kind, &buffer[..read])?;
            left -= read as u64;
        }
    }
}

/// Runs a command with this process's streams.
pub(super) async fn exec(
    wire: &Wire,
    container: &ContainerId,
    request: &ExecRequest,
) -> Result<i64, EngineError> {
    let Begun { id, stream } = begin(wire, container, request).await?;
    let failed = |error: io::Error| said(WHAT, error.to_string());
    let raw = if request.terminal && request.input {
        RawTerminal::take().map_err(failed)?
    } else {
        None
    };
    let (reader, writer) = tokio::io::split(stream);
    let arriving = request.input.then(input);
    let ended = tokio::select! {
        ended = read(reader, request.terminal, show) => ended,
        () = feed(writer, arriving) => Ok(()),
        () = follow_size(wire, &id, request.terminal) => Ok(()),
    };
    drop(raw);
    match ended {
        Ok(()) => exit_code(wire, &id).await,
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(BROKEN_PIPE),
        Err(error) => Err(EngineError::Gone(error.to_string())),
    }
}

/// Hands on what a command writes.
fn show(stream: LogStream, content: &[u8]) -> io::Result<()> {
    match stream {
        LogStream::Output => {
            let mut output = io::stdout().lock();
            output.write_all(content)?;
            output.flush()
        }
        LogStream::Error => io::stderr().write_all(content),
    }
}

/// Hands standard input to the command, and its end; it never returns.
async fn feed(mut writer: impl AsyncWrite + Unpin, arriving: Option<mpsc::Receiver<Bytes>>) {
    if let Some(mut arriving) = arriving {
        while let Some(content) = arriving.recv().await {
            if writer.write_all(&content).await.is_err() {
                break;
            }
        }
        // A command that has ended takes no end either.
        let _ = writer.shutdown().await;
    }
    std::future::pending::<()>().await;
}

/// Gives the command's terminal the size of this one; it never returns.
async fn follow_size(wire: &Wire, id: &str, terminal: bool) {
    if terminal && let Ok(mut resizes) = Resizes::new() {
        loop {
            if let Some((columns, rows)) = size() {
                let target = format!("/exec/{id}/resize?h={rows}&w={columns}");
                // A command that has ended has no terminal any more.
                let _ = wire
                    .call(Call::post(&target, "application/json", nothing()))
                    .await;
            }
            resizes.next().await;
        }
    }
    std::future::pending::<()>().await;
}

/// Runs a command, and keeps the last of what it says.
pub(super) async fn check(
    wire: &Wire,
    container: &ContainerId,
    command: &[String],
) -> Result<(i64, String), EngineError> {
    let (code, said) = last_of(wire, container, command, KEPT).await?;
    Ok((code, said.trim().to_owned()))
}

/// Runs a command, and keeps what it says.
pub(super) async fn output(
    wire: &Wire,
    container: &ContainerId,
    command: &[String],
) -> Result<(i64, String), EngineError> {
    last_of(wire, container, command, WHOLE).await
}

async fn last_of(
    wire: &Wire,
    container: &ContainerId,
    command: &[String],
    kept: usize,
) -> Result<(i64, String), EngineError> {
    let request = ExecRequest {
        command: command.to_vec(),
        ..ExecRequest::default()
    };
    let Begun { id, stream } = begin(wire, container, &request).await?;
    let mut output = Vec::new();
    let collected = read(stream, false, |_, content| {
        output.extend_from_slice(content);
        let surplus = output.len().saturating_sub(kept);
        output.drain(..surplus);
        Ok(())
    });
    collected
        .await
        .map_err(|error| EngineError::Gone(error.to_string()))?;
    let code = exit_code(wire, &id).await?;
    Ok((code, String::from_utf8_lossy(&output).into_owned()))
}
