//! Point 3: no service is let into another's database.

use futures_util::future::join_all;
use orion_core::config::Service;
use orion_core::integration::rules::foreign_login;
use orion_core::integration::{Address, Check, Login, Sources, addresses};

use crate::integration::facts::LiveFacts;
use crate::integration::network::{Credentials, Network};
use crate::stack::Runtime;

/// Where PostgreSQL servers listen.
const POSTGRES: u16 = 5432;

/// Comes to every database with the credentials of every service.
///
/// # Errors
/// Why nothing can be asked here at all.
pub(in crate::integration) async fn databases(
    sources: &Sources<'_>,
    facts: &LiveFacts,
    network: &impl Network,
) -> Result<Vec<Check>, String> {
    let services = sources.workspace.services.iter();
    let having: Vec<&Service> = services
        .filter(|service| service.database.is_some())
        .collect();
    if having.is_empty() {
        return Ok(Vec::new());
    }
    if facts.runtime == Runtime::Embedded {
        return Err(
            "the platform that runs in one process keeps each database in a file of its own, and has no server that \
             could let anybody in"
                .to_owned(),
        );
    }
    let doors: Vec<(&Service, Option<Address>)> = having
        .into_iter()
        .map(|service| (service, own_address(service)))
        .collect();
    if doors.iter().all(|(_, door)| door.is_none()) {
        return Err(
            "no service's environment has the address of its database at a PostgreSQL server (`postgres://…`)".to_owned(),
        );
    }
    let of_each = doors.iter().map(async |(service, own)| {
        let mut checks = Vec::new();
        let home = match own {
            Some(own) => come(service, own, own, facts, network).await,
            None => Login::Unknown("the address of its own database is not known".to_owned()),
        };
        for (other, door) in doors.iter().filter(|(other, _)| other.name != service.name) {
            let there = match (own, door) {
                (Some(own), Some(door)) => come(service, own, door, facts, network).await,
                _ => Login::Unknown(format!(
                    "the address of the database of `{}` is not known",
                    other.name
                )),
            };
            let database = other.database.as_ref().map_or("", |name| name.as_str());
            checks.push(foreign_login::judge(
                service.name.as_str(),
                database,
                &home,
                &there,
            ));
        }
        checks
    });
    Ok(join_all(of_each).await.into_iter().flatten().collect())
}

/// The address of the service's own database: the one that ends in its name, else the first.
fn own_address(service: &Service) -> Option<Address> {
    let database = service.database.as_ref()?;
    let mut all: Vec<Address> = addresses(service).filter(Address::is_postgres).collect();
    let own = all
        .iter()
        .position(|address| address.path == database.as_str());
    (!all.is_empty()).then(|| all.swap_remove(own.unwrap_or_default()))
}

/// Comes to `door` with the name and the password of `own`.
async fn come(
    service: &Service,
    own: &Address,
    door: &Address,
    facts: &LiveFacts,
    network: &impl Network,
) -> Login {
    let at = match facts.reach(&door.host, Some(door.port.unwrap_or(POSTGRES))) {
        Ok(at) => at,
        Err(why) => return Login::Unknown(why),
    };
    let secret = own.secret(service);
    let secret = secret.and_then(|secret| facts.passwords.get(&secret).cloned());
    let credentials = Credentials {
        at,
        user: own.user.clone().unwrap_or_else(|| service.name.to_string()),
        password: own.password.clone().or(secret),
        database: door.path.clone(),
    };
    network.log_in(&credentials).await
}
