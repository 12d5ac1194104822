//! Whether a contract's provider serves it, as `orion integration` saw it last.

use orion_core::config::Proof;
use orion_core::evidence::Outcome;
use orion_core::ids::ContractName;
use orion_core::integration::DocumentDigest;

use super::memory::LandedMemory;
use super::ports::BaseBranch;
use super::prove::{Look, Prover, document};
use crate::ports::RepositoryError;

impl<G: BaseBranch> Prover<'_, G> {
    /// A contract whose document is there is proved once its provider serves that very document.
    pub(super) fn serves(
        &self,
        name: &ContractName,
        proof: &Proof,
        look: Look,
        landed: &LandedMemory,
    ) -> Result<Look, RepositoryError> {
        let path = document(proof, self.workspace).filter(|_| look.outcome == Outcome::Proved);
        let Some(path) = path else {
            return Ok(look);
        };
        let there = look.evidence;
        let Some(answer) = self.served.get(name.as_str()) else {
            return Ok(Look::unknown(format!(
                "{there}; whether its provider serves it was not looked at: `orion integration` does, while it runs"
            )));
        };
        let (told, at) = (&answer.told, answer.at);
        let bytes = self.tree.file(&path)?;
        if DocumentDigest::of(&bytes.unwrap_or_default()) != answer.document {
            return Ok(Look::unknown(format!(
                "{there}; its provider was asked at {at:.0}, for another version of it: `orion integration` asks again"
            )));
        }
        let (outcome, evidence) = if answer.is_served {
            (
                Outcome::Proved,
                format!("{there}; {told}, asked at {at:.0}"),
            )
        } else {
            (
                Outcome::Missing,
                format!("{there}, but {told}, asked at {at:.0}"),
            )
        };
        let mut services = self.workspace.services.iter();
        let provider = services.find(|service| service.provides.contains(name));
        let touched = provider.and_then(|provider| {
            let (_, last) = landed.touched.get(provider.workstream.as_str())?;
            (*last > at).then_some((&provider.workstream, last))
        });
        Ok(Look {
            stale: touched.map(|(whose, last)| {
                format!("it was asked before the last commit to the files of `{whose}`, of {last}")
            }),
            ..Look::known(outcome, evidence, at)
        })
    }
}
