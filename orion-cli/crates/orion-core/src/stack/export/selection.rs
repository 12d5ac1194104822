//! From what is asked for to the containers that are exported.

use std::collections::HashSet;

use super::container::Container;
use super::finding::list;
use super::relations::users;
use super::{ExportError, ExportFinding, ExportRequest, image_reference};
use crate::config::{Run, Service, Workspace};
use crate::stack::with_dependencies;

/// The containers, in the file's order.
#[derive(Debug)]
pub(super) struct Selection<'a> {
    pub(super) workspace: &'a Workspace,
    /// The project's name in small letters, digits and `-`.
    pub(super) project: String,
    pub(super) containers: Vec<Container<'a>>,
    pub(super) findings: Vec<ExportFinding>,
}

impl<'a> Selection<'a> {
    pub(super) fn new(request: &ExportRequest<'a>) -> Result<Self, ExportError> {
        let workspace = request.workspace;
        let project = project_name(&workspace.project.name);
        let wanted = with_dependencies(workspace, request.services);
        let wanted: HashSet<_> = wanted.into_iter().map(|service| &service.name).collect();
        let mut containers = Vec::new();
        let mut findings = Vec::new();
        for service in &workspace.services {
            if !wanted.contains(&service.name) {
                continue;
            }
            let name = &service.name;
            let Some(run) = &service.run else {
                findings.push(ExportFinding::note(format!(
                    "`{name}` is left out: nothing says how it runs"
                )));
                continue;
            };
            let Some((source, command)) = Container::parts(run) else {
                findings.push(ExportFinding::left_out(format!(
                    "`{name}` is left out: it runs as a process, not in a container"
                )));
                continue;
            };
            let image = match run {
                Run::Image { image, .. } => image_reference(image, &workspace.images),
                _ => request.images.of(&project, name),
            };
            containers.push(Container {
                service,
                image,
                source,
                command,
                depends_on: dependencies(workspace, service, &mut findings),
                is_public: is_public(request, service),
            });
        }
        if containers.is_empty() {
            return Err(ExportError::Nothing);
        }
        Ok(Self {
            workspace,
            project,
            containers,
            findings,
        })
    }

    pub(super) fn note(&mut self, message: impl Into<String>) {
        self.findings.push(ExportFinding::note(message));
    }

    /// Says something of all services of a kind, in one sentence; nothing where there is none.
    pub(super) fn note_of_all(
        &mut self,
        is_it: impl Fn(&Container<'_>) -> bool,
        say: impl Fn(&str) -> String,
    ) {
        let of_kind = self.containers.iter().filter(|one| is_it(one));
        let names = list(of_kind.map(|one| &one.service.name));
        if !names.is_empty() {
            self.note(say(&names));
        }
    }

    /// Says which services are reached from outside: a rule decides it, and the rule may be wrong.
    pub(super) fn note_public(&mut self) {
        let public = self.containers.iter().filter(|one| one.is_public);
        let names = list(public.map(|one| &one.service.name));
        self.note(if names.is_empty() {
            "no service is reached from outside; `--public SERVICE` opens one".to_owned()
        } else {
            format!("reached from outside: {names}; `--public SERVICE` chooses others")
        });
    }
}

/// Those that run in containers.
fn dependencies<'a>(
    workspace: &'a Workspace,
    service: &'a Service,
    findings: &mut Vec<ExportFinding>,
) -> Vec<&'a Service> {
    let all = service.depends_on.iter();
    let (here, left_out): (Vec<_>, Vec<_>) = all
        .filter_map(|name| workspace.service(name))
        .partition(|service| service.run.as_ref().and_then(Container::parts).is_some());
    if !left_out.is_empty() {
        findings.push(ExportFinding::left_out(format!(
            "`{}` does not wait for {}, which is left out",
            service.name,
            list(left_out.iter().map(|service| &service.name))
        )));
    }
    here
}

fn is_public(request: &ExportRequest<'_>, service: &Service) -> bool {
    if service.ports.is_empty() {
        return false;
    }
    if request.public.is_empty() {
        return users(request.workspace, service).next().is_none();
    }
    request.public.contains(&service.name)
}

/// The name as every format takes it: small letters, digits and `-`, a letter first.
fn project_name(name: &str) -> String {
    let mut text = String::new();
    for letter in name.chars() {
        if letter.is_ascii_alphanumeric() {
            text.push(letter.to_ascii_lowercase());
        } else if !text.is_empty() && !text.ends_with('-') {
            text.push('-');
        }
    }
    text.truncate(40);
    let text = text.trim_end_matches('-');
    match text.chars().next() {
        None => "stack".to_owned(),
        Some(first) if first.is_ascii_digit() => format!("p-{text}"),
        Some(_) => text.to_owned(),
    }
}
