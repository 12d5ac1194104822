//! The whole file.

use std::collections::BTreeMap;

use super::Builder;
use super::builder::Placed;
use super::names::Names;
use super::workstreams::Relations;
use crate::config::Workspace;
use crate::config::raw;
use crate::config::rules::schema_version;

impl Builder<'_> {
    /// The model. It is whole only where nothing that was found is an error.
    pub(crate) fn file(&mut self, table: raw::Table<raw::File>) -> Workspace {
        let raw::File {
            schema,
            project,
            ownership,
            identity,
            workstreams,
            sla,
            escalation,
            notices,
            contracts,
            databases,
            services,
            images,
            gates,
            quality,
        } = self.known(table, "the file");
        self.schema(schema);
        self.workstreams = Names::of(&workstreams);
        self.services = Names::of(&services);
        self.databases = Names::of(&databases);
        let project = self.project(project);
        let mut relations = Relations::default();
        let workstreams = self.workstreams(workstreams, &mut relations);
        let ownership = self.table_or_empty(ownership, "`[ownership]`");
        let identity = self.table_or_empty(identity, "`[identity]`");
        let sla = self.table_or_empty(sla, "`[sla]`");
        let notices = self.table_or_empty(notices, "`[notices]`");
        let contracts = self.table_or_empty(contracts, "`[contracts]`");
        let images = self.table_or_empty(images, "`[images]`");
        let gates = self.table_or_empty(gates, "`[gates]`");
        let quality = self.table_or_empty(quality, "`[quality]`");
        Workspace {
            ownership: self.ownership(ownership),
            identity: self.identity(identity),
            sla: self.sla(sla, &project),
            project,
            workstreams,
            escalation: self.escalation(escalation),
            notices: self.notices(notices),
            contracts: self.contracts(contracts),
            databases: self.databases(databases),
            services: self.services(services, relations.contracts),
            images: self.images(images),
            gates: self.gates(gates),
            quality: self.quality(quality),
            teams: BTreeMap::new(),
        }
    }

    fn schema(&mut self, field: raw::Field<raw::Whole<1, 1>>) {
        self.need(&field, "the file", "schema", &(0..0), "schema = 1");
        if let Some(Placed { value, span }) = self.value(field)
            && value.0 != 1
        {
            self.report(schema_version::finding(value.0, span));
        }
    }
}
