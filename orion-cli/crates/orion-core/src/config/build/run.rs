//! How a service runs.

use std::ops::Range;

use super::Builder;
use super::builder::Placed;
use crate::config::raw;
use crate::config::rules::exactly_one;
use crate::config::{BinaryBuild, Build, CommandLine, ContainerBuild, Run};
use crate::path::RepoPath;

impl Builder<'_> {
    pub(super) fn run(
        &mut self,
        image: raw::Field<String>,
        build: raw::Field<raw::Table<raw::Build>>,
        command: Option<CommandLine>,
    ) -> Option<Run> {
        if let (Some(image), Some(build)) = (image.span(), build.span()) {
            let finding = exactly_one::several("the service", ("image", image), ("build", build));
            self.report(finding);
        }
        let image = self.filled(image).map(|image| image.value);
        let build = build
            .0
            .and_then(|build| self.table(build, "`build`"))
            .and_then(|build| self.build(build));
        match (image, build, command) {
            (Some(image), _, command) => Some(Run::Image { image, command }),
            (None, Some(build), command) => Some(Run::Build { build, command }),
            (None, None, Some(command)) => Some(Run::Process(command)),
            (None, None, None) => None,
        }
    }

    fn build(&mut self, table: Placed<raw::Build>) -> Option<Build> {
        let raw::Build {
            context,
            dockerfile,
            target,
            args,
            package,
            binary,
            base,
        } = table.value;
        let container: [(&str, Option<Range<usize>>); 4] = [
            ("context", context.span()),
            ("dockerfile", dockerfile.span()),
            ("target", target.span()),
            ("args", args.span()),
        ];
        let of_package = [("binary", binary.span()), ("base", base.span())];
        let there =
            |(key, span): (&'static str, Option<Range<usize>>)| span.map(|span| (key, span));
        let is_binary = package.is_there();
        if let Some(package) = package.span() {
            for other in container.into_iter().filter_map(there) {
                let first = ("package", package.clone());
                self.report(exactly_one::several("`build`", first, other));
            }
        } else {
            for (key, span) in of_package.into_iter().filter_map(there) {
                self.report(exactly_one::without(key, "package", span));
            }
        }
        let package = self.filled(package).map(|package| package.value);
        let binary = self.filled(binary).map(|binary| binary.value);
        let base = self.filled(base).map(|base| base.value);
        let context = self.text(context).map(|context| context.value);
        let dockerfile = self.text(dockerfile).map(|file| file.value);
        let target = self.filled(target).map(|target| target.value);
        let args = self.settings(args);
        if is_binary {
            let package = package?;
            return Some(Build::Binary(BinaryBuild {
                binary: binary.unwrap_or_else(|| package.clone()),
                package,
                base,
            }));
        }
        Some(Build::Container(ContainerBuild {
            context: context.unwrap_or_else(|| RepoPath::new("")),
            dockerfile: dockerfile.unwrap_or_else(|| RepoPath::new("Dockerfile")),
            target,
            args,
        }))
    }
}
