//! What is kept of a stack, as files in the work tree's `.orion/stack`.

mod ports;
mod secret;

use std::path::{Path, PathBuf};

use orion_app::stack::{StackStore, StoreError};
use orion_core::ids::{SecretName, ServiceName};
use orion_core::stack::PublishedPort;

use crate::private::{self, FileLock, PrivateDirectory};

use ports::KeptPorts;

/// The files of a work tree's stack. Nothing is made before there is something to keep.
#[derive(Debug, Clone)]
pub struct StackFiles {
    directory: PrivateDirectory,
}

impl StackFiles {
    /// The files of the work tree's stack.
    #[must_use]
    pub fn new(work_tree: &Path) -> Self {
        Self {
            directory: PrivateDirectory::of(work_tree, "stack", "the stack"),
        }
    }

    /// `.orion/stack`, which may not be there yet.
    #[must_use]
    pub fn path(&self) -> &Path {
        self.directory.path()
    }

    /// `.orion/stack`, made if it is not there yet.
    ///
    /// # Errors
    /// When it cannot be made, or something else has its place.
    pub(super) fn made(&self) -> Result<&Path, StoreError> {
        self.directory.make()?;
        Ok(self.directory.path())
    }

    /// The ports of the embedded platform's services, as they were kept.
    pub(super) fn embedded_ports(&self) -> Result<Vec<(ServiceName, u16)>, StoreError> {
        Ok(self.kept()?.embedded)
    }

    /// Keeps those ports for the embedded platform's services.
    pub(super) fn keep_embedded_ports(
        &self,
        ports: &[(ServiceName, u16)],
    ) -> Result<(), StoreError> {
        let mut kept = self.kept()?;
        kept.embedded = ports.to_vec();
        kept.write(&self.ports_file(), &self.directory)
    }

    fn kept(&self) -> Result<KeptPorts, StoreError> {
        KeptPorts::read(&self.ports_file())
    }

    fn ports_file(&self) -> PathBuf {
        self.path().join("ports.json")
    }
}

impl StackStore for StackFiles {
    type Lock = FileLock;

    fn lock(&self) -> Result<Result<FileLock, Option<u32>>, StoreError> {
        private::take(&self.made()?.join("lock"))
    }

    fn secret(&self, name: &SecretName) -> Result<Vec<u8>, StoreError> {
        let directory = self.directory.make_below("secrets")?;
        secret::read_or_make(&directory.join(name.as_str()))
    }

    fn ports(&self) -> Result<Vec<(ServiceName, PublishedPort)>, StoreError> {
        Ok(self.kept()?.services)
    }

    fn keep_ports(&self, ports: &[(ServiceName, PublishedPort)]) -> Result<(), StoreError> {
        let mut kept = self.kept()?;
        kept.services = ports.to_vec();
        kept.write(&self.ports_file(), &self.directory)
    }
}

#[cfg(test)]
mod tests;
