//! `orion export`

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use orion_core::stack::export::{ImageNames, Namespace};

/// Write the services as a Compose file or Kubernetes manifests
#[derive(Debug, Args)]
#[command(subcommand_required = true, arg_required_else_help = true)]
pub(crate) struct ExportArguments {
    #[command(subcommand)]
    pub(crate) command: ExportCommand,
}

/// What to write.
#[derive(Debug, Subcommand)]
pub(crate) enum ExportCommand {
    /// Write a Compose file
    ///
    /// Compose waits for healthy services, builds images and publishes ports on this machine alone; `docker
    /// stack deploy` does none of that and refuses the words for it, so `--for stack` writes another file.
    /// Secrets are named as the files under `.orion/stack/secrets`, which `orion up` makes.
    Compose(ExportComposeArguments),
    /// Write manifests for Kubernetes
    ///
    /// A deployment for each service, or a stateful set where it has volumes; a service where it listens;
    /// policies by which only those that use a service connect to it. No secret's value is written: a comment
    /// says how to hand them to the cluster.
    Kubernetes(ExportKubernetesArguments),
}

/// How to write a Compose file.
#[derive(Debug, Args)]
pub(crate) struct ExportComposeArguments {
    /// Who reads the file
    #[arg(long = "for", value_name = "READER", value_enum, default_value_t)]
    pub(crate) reader: Reader,

    #[command(flatten)]
    pub(crate) shared: ExportSharedArguments,
}

/// How to write manifests.
#[derive(Debug, Args)]
pub(crate) struct ExportKubernetesArguments {
    /// The namespace that everything goes into, written too; by default the one that kubectl is set to
    #[arg(long, value_name = "NAME", value_parser = namespace)]
    pub(crate) namespace: Option<Namespace>,

    #[command(flatten)]
    pub(crate) shared: ExportSharedArguments,
}

/// What both have.
#[derive(Debug, Args)]
pub(crate) struct ExportSharedArguments {
    /// These services and what they depend on, rather than all
    #[arg(value_name = "SERVICE")]
    pub(crate) services: Vec<String>,

    /// Write to this file, rather than to standard output; paths in it lead from where it lies
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,

    /// What images that are built here are called; `{project}` and `{service}` stand for names
    #[arg(long, value_name = "NAME", value_parser = image_names, default_value = ImageNames::USUAL)]
    pub(crate) images: ImageNames,

    /// A service that is reached from outside the cluster; may be repeated. By default each that listens and
    /// that no other service uses
    #[arg(long, value_name = "SERVICE")]
    pub(crate) public: Vec<String>,
}

/// Who reads a Compose file.
#[derive(Debug, Clone, Copy, Default, ValueEnum)]
pub(crate) enum Reader {
    /// `docker compose`
    #[default]
    Compose,
    /// `docker stack deploy`
    Stack,
}

fn image_names(text: &str) -> Result<ImageNames, &'static str> {
    ImageNames::new(text).ok_or("`{service}` has to stand in it, and no space")
}

fn namespace(text: &str) -> Result<Namespace, &'static str> {
    Namespace::new(text).ok_or(
        "it takes at most 63 small letters, digits and `-`, with a letter or a digit at both ends",
    )
}
