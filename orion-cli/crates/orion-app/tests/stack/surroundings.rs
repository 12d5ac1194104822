//! What is around the engine: probes, builds, what is kept, and the machine.

use std::path::{Path, PathBuf};
use std::time::Duration;

use orion_app::stack::{
    BuildError, Builder, Machine, PortHolder, ProbeTarget, Prober, StackStore, StoreError,
};
use orion_core::config::{BinaryBuild, Probe};
use orion_core::ids::{SecretName, ServiceName};
use orion_core::stack::PublishedPort;

use crate::world::World;

impl Prober for World {
    async fn probe(&self, probe: &Probe, _: &ProbeTarget, _: Duration) -> Result<(), String> {
        let service = match probe {
            Probe::Http { .. } => "web",
            _ => "db",
        };
        match self.ready.borrow().get(service) {
            Some(at) if *at <= tokio::time::Instant::now() => Ok(()),
            _ => Err("connection refused".to_owned()),
        }
    }
}

impl Builder for World {
    async fn build(
        &self,
        _: &Path,
        binaries: &[&BinaryBuild],
        _: impl FnMut(String),
    ) -> Result<Vec<PathBuf>, BuildError> {
        Ok(binaries
            .iter()
            .map(|it| PathBuf::from(&it.binary))
            .collect())
    }

    fn digest(&self, file: &Path) -> Result<String, BuildError> {
        Ok(format!("{:0<64}", file.display().to_string().len()))
    }
}

impl StackStore for World {
    type Lock = ();

    fn lock(&self) -> Result<Result<(), Option<u32>>, StoreError> {
        Ok(Ok(()))
    }

    fn secret(&self, name: &SecretName) -> Result<Vec<u8>, StoreError> {
        let mut secrets = self.secrets.borrow_mut();
        let made = || b"made up".to_vec();
        Ok(secrets.entry(name.to_string()).or_insert_with(made).clone())
    }

    fn ports(&self) -> Result<Vec<(ServiceName, PublishedPort)>, StoreError> {
        Ok(self.ports.borrow().clone())
    }

    fn keep_ports(&self, ports: &[(ServiceName, PublishedPort)]) -> Result<(), StoreError> {
        self.ports.replace(ports.to_vec());
        Ok(())
    }
}

impl Machine for World {
    fn is_there(&self, path: &Path) -> bool {
        path == Path::new("/shop/there")
    }

    async fn sleep(&self, duration: Duration) {
        tokio::time::sleep(duration).await;
    }

    fn port_is_free(&self, port: u16) -> Result<(), PortHolder> {
        if self.taken_ports.borrow().contains(&port) {
            return Err(PortHolder {
                process: Some("nginx (12)".to_owned()),
            });
        }
        Ok(())
    }

    fn free_port(&self) -> Result<u16, StoreError> {
        Ok(40_001)
    }

    fn free_space(&self) -> Option<u64> {
        None
    }
}
