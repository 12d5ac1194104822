//! `[services.*]`, `[images]`, and the rules between services.

use std::ops::Range;

use super::Builder;
use super::builder::Placed;
use crate::config::graph::Edge;
use crate::config::raw;
use crate::config::rules::{
    contract_provided_twice, dependency_cycle, invalid_port, shared_database, unknown_database,
    unprovided_contract, unpublished_event,
};
use crate::config::{ImageSettings, Port, Service};
use crate::ids::{ContractName, DatabaseName, EventName, ServiceName};

/// What the rules between services need beside the model.
#[derive(Default)]
struct Relations {
    provided: Vec<(ServiceName, Placed<ContractName>)>,
    consumed: Vec<Placed<ContractName>>,
    subscribed: Vec<Placed<EventName>>,
    databases: Vec<(ServiceName, Placed<DatabaseName>)>,
    depends_on: Vec<(ServiceName, Placed<ServiceName>)>,
}

impl Builder<'_> {
    /// The services. `proving` are contracts that prove deliverables: they need a provider too.
    pub(super) fn services(
        &mut self,
        field: raw::Field<raw::Entries<raw::Table<raw::Service>>>,
        proving: Vec<Placed<ContractName>>,
    ) -> Vec<Service> {
        let entries = self.value(field).map(|entries| entries.value);
        let mut relations = Relations {
            consumed: proving,
            ..Relations::default()
        };
        let mut services = Vec::new();
        for (key, table) in entries.unwrap_or_default().0 {
            let name = self.read::<ServiceName>(key.get_ref(), key.span());
            let title = format!("`[services.{}]`", key.get_ref());
            let table = self.table(table, &title);
            if let (Some(name), Some(table)) = (name, table) {
                services.extend(self.one_service(&name.value, table, &title, &mut relations));
            }
        }
        self.between_services(&relations, &services);
        services
    }

    fn one_service(
        &mut self,
        name: &ServiceName,
        table: Placed<raw::Service>,
        title: &str,
        relations: &mut Relations,
    ) -> Option<Service> {
        let raw::Service {
            workstream,
            provides,
            consumes,
            publishes,
            subscribes,
            database,
            depends_on,
            image,
            build,
            command,
            ports,
            env,
            secrets,
            volumes,
            health,
        } = table.value;
        self.need(
            &workstream,
            title,
            "workstream",
            &table.span,
            "workstream = \"…\"",
        );
        let workstream = self.value(workstream);
        let workstream = workstream.and_then(|name| self.workstream(&name.value, name.span));
        let provides = self.texts(provides);
        let consumes = self.texts(consumes);
        let publishes = self.texts(publishes);
        let subscribes = self.texts(subscribes);
        let database = self.database(database);
        let depends_on = self.dependencies(depends_on);
        let own = |placed: &Placed<ContractName>| (name.clone(), placed.clone());
        relations.provided.extend(provides.iter().map(own));
        relations.consumed.extend(consumes.iter().cloned());
        relations.subscribed.extend(subscribes.iter().cloned());
        let used = database.iter().map(|used| (name.clone(), used.clone()));
        relations.databases.extend(used);
        let edges = depends_on.iter().map(|on| (name.clone(), on.clone()));
        relations.depends_on.extend(edges);
        let command = self.command(command);
        let run = self.run(image, build, command);
        let ports = self.ports(ports);
        let health = health.0.and_then(|health| self.table(health, "`health`"));
        let health = health.and_then(|health| self.health(health, &ports));
        let secrets = self.texts(secrets);
        let service = Service {
            name: name.clone(),
            provides: self.distinct("contract", provides, ToString::to_string),
            consumes: self.distinct("contract", consumes, ToString::to_string),
            publishes: self.distinct("event", publishes, ToString::to_string),
            subscribes: self.distinct("event", subscribes, ToString::to_string),
            database: database.map(|database| database.value),
            depends_on: self.distinct("dependency", depends_on, ToString::to_string),
            run,
            ports,
            env: self.settings(env),
            secrets: self.distinct("secret", secrets, ToString::to_string),
            volumes: self
                .texts(volumes)
                .into_iter()
                .map(|volume| volume.value)
                .collect(),
            health,
            workstream: workstream?.value,
        };
        Some(service)
    }

    fn database(
        &mut self,
        field: raw::Field<raw::Text<DatabaseName>>,
    ) -> Option<Placed<DatabaseName>> {
        let database = self.text(field)?;
        let name = database.value.as_str();
        if !self.databases.is_empty() && !self.databases.contains(name) {
            let finding =
                unknown_database::finding(name, self.databases.iter(), database.span.clone());
            self.report(finding);
        }
        Some(database)
    }

    fn dependencies(
        &mut self,
        field: raw::Field<Vec<raw::Given<raw::Text<ServiceName>>>>,
    ) -> Vec<Placed<ServiceName>> {
        let names = self.list(field);
        names
            .into_iter()
            .filter_map(|name| self.service(&name.value, name.span))
            .collect()
    }

    fn ports(&mut self, field: raw::Field<Vec<raw::Given<raw::PortForm>>>) -> Vec<Port> {
        let forms = self.list(field);
        let mut ports: Vec<Placed<Port>> = Vec::new();
        for form in forms {
            match invalid_port::read(&form.value, &form.span) {
                Ok(value) => ports.push(Placed {
                    value,
                    span: form.span,
                }),
                Err(finding) => self.report(finding),
            }
        }
        self.distinct("port", ports, |port| port.container.to_string())
    }

    fn between_services(&mut self, relations: &Relations, services: &[Service]) {
        let provided: Vec<(ContractName, &str, Range<usize>)> = relations
            .provided
            .iter()
            .map(|(service, by)| (by.value.clone(), service.as_str(), by.span.clone()))
            .collect();
        self.findings
            .extend(contract_provided_twice::check(&provided));
        let databases: Vec<(DatabaseName, &str, Range<usize>)> = relations
            .databases
            .iter()
            .map(|(service, used)| (used.value.clone(), service.as_str(), used.span.clone()))
            .collect();
        self.findings.extend(shared_database::check(&databases));
        let contracts = || provided.iter().map(|(contract, ..)| contract.as_str());
        for consumed in &relations.consumed {
            let name = consumed.value.as_str();
            if !contracts().any(|contract| contract == name) {
                let finding =
                    unprovided_contract::finding(name, contracts(), consumed.span.clone());
                self.report(finding);
            }
        }
        let events = || {
            services
                .iter()
                .flat_map(|service| &service.publishes)
                .map(EventName::as_str)
        };
        for subscribed in &relations.subscribed {
            let name = subscribed.value.as_str();
            if !events().any(|event| event == name) {
                self.report(unpublished_event::finding(
                    name,
                    events(),
                    subscribed.span.clone(),
                ));
            }
        }
        let edges: Vec<Edge<'_>> = relations
            .depends_on
            .iter()
            .map(|(from, on)| Edge {
                from: from.as_str(),
                to: on.value.as_str(),
                span: on.span.clone(),
            })
            .collect();
        self.findings.extend(dependency_cycle::check(&edges));
    }

    pub(super) fn images(&mut self, table: raw::Images) -> ImageSettings {
        let raw::Images { mirror, substitute } = table;
        let entries = self.value(substitute).map(|entries| entries.value);
        ImageSettings {
            mirror: self.filled(mirror).map(|mirror| mirror.value),
            substitutes: entries
                .unwrap_or_default()
                .0
                .into_iter()
                .filter_map(|(image, other)| {
                    let other = self.filled(raw::Field(Some(other)))?;
                    Some((image.into_inner(), other.value))
                })
                .collect(),
        }
    }
}
