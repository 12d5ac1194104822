//! An event that is sent through a broker and comes back, by AMQP 0-9-1.

use std::time::Duration;

use futures_util::StreamExt as _;
use lapin::options::{
    BasicConsumeOptions, BasicPublishOptions, ConfirmSelectOptions, QueueBindOptions,
    QueueDeclareOptions,
};
use lapin::types::FieldTable;
use lapin::uri::AMQPUri;
use lapin::{BasicProperties, Channel, Confirmation, Connection, ConnectionProperties};
use orion_app::integration::BrokerLogin;
use orion_core::integration::Probed;

use super::told;

/// Sends it and waits for it.
pub(super) async fn probe(
    login: &BrokerLogin,
    exchange: &str,
    key: &str,
    patience: Duration,
) -> Probed {
    let connection = match connect(login).await {
        Ok(connection) => connection,
        Err(why) => return Probed::Unknown(why),
    };
    let probed = there_and_back(&connection, exchange, key, patience).await;
    // The queue is this connection's own: the broker takes it away with it, however it ends.
    let _ = connection.close(200, "done".into()).await;
    probed.unwrap_or_else(|error| Probed::Unknown(told(&error)))
}

async fn connect(login: &BrokerLogin) -> Result<Connection, String> {
    let mut uri: AMQPUri = format!("amqp://{}", login.at).parse()?;
    login.virtual_host.clone_into(&mut uri.vhost);
    login.user.clone_into(&mut uri.authority.userinfo.username);
    let password = login.password.as_deref().unwrap_or_default();
    password.clone_into(&mut uri.authority.userinfo.password);
    let properties =
        ConnectionProperties::default().with_connection_name("orion integration".into());
    Connection::connect_uri(uri, properties)
        .await
        .map_err(|error| told(&error))
}

async fn there_and_back(
    connection: &Connection,
    exchange: &str,
    key: &str,
    patience: Duration,
) -> Result<Probed, lapin::Error> {
    let channel = connection.create_channel().await?;
    channel
        .confirm_select(ConfirmSelectOptions::default())
        .await?;
    let mut deliveries = listen(&channel, exchange, key).await?;
    let options = BasicPublishOptions {
        // It comes back when there is no queue for it.
        mandatory: true,
        ..BasicPublishOptions::default()
    };
    let sent = channel
        .basic_publish(
            exchange.into(),
            key.into(),
            options,
            key.as_bytes(),
            BasicProperties::default().with_type(key.into()),
        )
        .await?
        .await?;
    if !matches!(sent, Confirmation::Ack(None)) {
        return Ok(Probed::Lost(0));
    }
    let arrives = async {
        while let Some(delivery) = deliveries.next().await {
            if delivery?.data == key.as_bytes() {
                return Ok(true);
            }
        }
        Ok(false)
    };
    match tokio::time::timeout(patience, arrives).await {
        Ok(Ok(true)) => Ok(Probed::Arrived),
        Ok(Err(error)) => Err(error),
        Ok(Ok(false)) | Err(_) => Ok(Probed::Lost(patience.as_secs())),
    }
}

/// A queue that nobody else sees, which gets what is sent by that key.
async fn listen(
    channel: &Channel,
    exchange: &str,
    key: &str,
) -> Result<lapin::Consumer, lapin::Error> {
    let options = QueueDeclareOptions {
        exclusive: true,
        auto_delete: true,
        ..QueueDeclareOptions::default()
    };
    let queue = channel
        .queue_declare("".into(), options, FieldTable::default())
        .await?;
    channel
        .queue_bind(
            queue.name().clone(),
            exchange.into(),
            key.into(),
            QueueBindOptions::default(),
            FieldTable::default(),
        )
        .await?;
    let options = BasicConsumeOptions {
        no_ack: true,
        ..BasicConsumeOptions::default()
    };
    channel
        .basic_consume(
            queue.name().clone(),
            "".into(),
            options,
            FieldTable::default(),
        )
        .await
}
