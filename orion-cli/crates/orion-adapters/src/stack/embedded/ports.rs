//! Where the platform's services listen.

use std::collections::BTreeSet;
use std::net::{Ipv4Addr, SocketAddr};

use orion_app::stack::{EMBEDDED_SERVICES, EmbeddedError, Machine as _, StoreError};
use orion_core::ids::ServiceName;

use super::record::Record;
use crate::stack::files::StackFiles;
use crate::stack::machine::LocalMachine;

/// What the variables of the platform begin with, and those end with that say where a service listens.
pub(super) const PREFIX: &str = "ORION_PLATFORM_";
/// See [`PREFIX`].
pub(super) const LISTEN: &str = "_LISTEN";

/// The address of each service: what the user's variable says; else the port that it had before, or usually has,
/// where that is free; else any free one. They are kept, so that addresses stay from run to run. Where others choose
/// at the same moment the ports are `contested`: then it is any free one at once, which others hardly come upon.
pub(super) fn choose(
    files: &StackFiles,
    machine: &LocalMachine,
    told: &[(String, String)],
    contested: bool,
) -> Result<Vec<(String, SocketAddr)>, EmbeddedError> {
    let before = files.embedded_ports()?;
    let mut chosen = Vec::new();
    let mut keep = Vec::new();
    let mut used = BTreeSet::new();
    for (name, usual) in EMBEDDED_SERVICES {
        if let Some(address) = told_address(name, told) {
            chosen.push((name.to_owned(), address));
            used.insert(address.port());
            continue;
        }
        let service = ServiceName::parse(name).map_err(|error| StoreError(error.to_string()))?;
        let kept = before.iter().find(|(before, _)| *before == service);
        let wanted = kept.map(|(_, port)| *port).into_iter().chain([usual]);
        let free = wanted
            .into_iter()
            .filter(|port| !contested && !used.contains(port))
            .find(|port| machine.port_is_free(*port).is_ok());
        let port = match free {
            Some(port) => port,
            None => unused_port(machine, &used)?,
        };
        used.insert(port);
        chosen.push((
            name.to_owned(),
            SocketAddr::from((Ipv4Addr::LOCALHOST, port)),
        ));
        keep.push((service, port));
    }
    if keep != before {
        files.keep_embedded_ports(&keep)?;
    }
    Ok(chosen)
}

/// A free port that is not another service's already, be it only chosen.
fn unused_port(machine: &LocalMachine, used: &BTreeSet<u16>) -> Result<u16, StoreError> {
    loop {
        let port = machine.free_port()?;
        if !used.contains(&port) && EMBEDDED_SERVICES.iter().all(|(_, usual)| *usual != port) {
            return Ok(port);
        }
    }
}

/// The variables that tell the platform, beside those that the user gave it.
pub(super) fn variables(record: &Record, told: &[(String, String)]) -> Vec<(String, String)> {
    record
        .services
        .iter()
        .filter(|(name, _)| told_address(name, told).is_none())
        .map(|(name, address)| (variable(name), address.to_string()))
        .collect()
}

/// What the user's variable says; one that leaves the port open says nothing, for nobody would know it then.
fn told_address(name: &str, told: &[(String, String)]) -> Option<SocketAddr> {
    let variable = variable(name);
    let (_, value) = told.iter().rev().find(|(name, _)| *name == variable)?;
    value
        .parse()
        .ok()
        .filter(|address: &SocketAddr| address.port() != 0)
}

/// `ORION_PLATFORM_ADMIN_UI_LISTEN`
fn variable(name: &str) -> String {
    format!("{PREFIX}{}{LISTEN}", name.to_uppercase().replace('-', "_"))
}
