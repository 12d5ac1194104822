//! Argon2id (RFC 9106) with parameters for servers, in memory that goes back to the system.

use argon2::password_hash::phc::{Output, ParamsString, Salt};
use argon2::password_hash::{Error, Result};
use argon2::{ARGON2ID_IDENT, Algorithm, Argon2, Block, Params, PasswordHash, Version};

/// OWASP's Password Storage Cheat Sheet: 19 MiB of memory, two passes, one lane.
const PARAMETERS: Params = match Params::new(19_456, 2, 1, Some(OUTPUT_BYTES)) {
    Ok(parameters) => parameters,
    Err(_) => panic!("the parameters are in range"),
};
const OUTPUT_BYTES: usize = 32;
const SALT_BYTES: usize = 16;

/// How many blocks are asked of the allocator, of which only those in use ever become memory.
///
/// glibc hands out and takes back an allocation of more than 32 MiB by itself. One of 19 MiB it keeps for
/// later, in every thread that ever made one, and a service that saw a flood of log-ins would hold hundreds
/// of MiB for good.
const CAPACITY: usize = 33 * 1024;

/// Hashes a password with a new salt.
pub(super) fn hash(password: &[u8]) -> Result<PasswordHash> {
    let salt: [u8; SALT_BYTES] = random()?;
    let mut output = [0; OUTPUT_BYTES];
    fill(&PARAMETERS, password, &salt, &mut output)?;
    assemble(&salt, &output)
}

/// Whether the password is the one that was hashed: as much work as hashing it, whatever the answer.
pub(super) fn verify(password: &[u8], expected: &PasswordHash) -> Result<bool> {
    let (Some(salt), Some(hash)) = (&expected.salt, &expected.hash) else {
        return Err(Error::PasswordInvalid);
    };
    if expected.algorithm != ARGON2ID_IDENT {
        return Err(Error::Algorithm);
    }
    let mut output = [0; OUTPUT_BYTES];
    fill(&Params::try_from(expected)?, password, salt, &mut output)?;
    // Outputs are compared in constant time.
    Ok(Output::new(&output)? == *hash)
}

/// The hash of no password: it takes as long to be compared with as any other.
pub(super) fn decoy() -> Result<PasswordHash> {
    let salt: [u8; SALT_BYTES] = random()?;
    let output: [u8; OUTPUT_BYTES] = random()?;
    assemble(&salt, &output)
}

fn fill(parameters: &Params, password: &[u8], salt: &[u8], output: &mut [u8]) -> Result<()> {
    let count = parameters.block_count();
    let mut blocks = Vec::with_capacity(CAPACITY.max(count));
    blocks.resize(count, Block::new());
    Argon2::new(Algorithm::Argon2id, Version::V0x13, parameters.clone())
        .hash_password_into_with_memory(password, salt, output, &mut blocks[..])?;
    Ok(())
}

fn assemble(salt: &[u8], output: &[u8]) -> Result<PasswordHash> {
    Ok(PasswordHash {
        algorithm: ARGON2ID_IDENT,
        version: Some(Version::V0x13.into()),
        params: ParamsString::try_from(&PARAMETERS)?,
        salt: Some(Salt::new(salt)?),
        hash: Some(Output::new(output)?),
    })
}

fn random<const BYTES: usize>() -> Result<[u8; BYTES]> {
    let mut bytes = [0; BYTES];
    getrandom::fill(&mut bytes).map_err(|_| Error::Crypto)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use argon2::PasswordVerifier as _;

    use super::*;

    #[test]
    fn a_password_is_told_from_another() {
        let hash = hash(b"correct horse").unwrap();
        assert!(verify(b"correct horse", &hash).unwrap());
        assert!(!verify(b"correct horsf", &hash).unwrap());
        assert!(!verify(b"", &hash).unwrap());
    }

    #[test]
    fn it_is_written_as_others_write_it() {
        let text = hash(b"correct horse").unwrap().to_string();
        assert!(
            text.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
            "{text}"
        );
        let read = PasswordHash::new(&text).unwrap();
        // The crate's own way of verifying agrees with the one here.
        Argon2::default()
            .verify_password(b"correct horse", &read)
            .unwrap();
    }

    #[test]
    fn the_same_password_is_never_hashed_alike() {
        assert_ne!(
            hash(b"correct horse").unwrap().to_string(),
            hash(b"correct horse").unwrap().to_string()
        );
    }

    #[test]
    fn the_decoy_costs_what_a_hash_costs_and_fits_no_password() {
        let (decoy, hash) = (decoy().unwrap(), hash(b"").unwrap());
        assert_eq!(decoy.params, hash.params);
        assert_eq!(decoy.algorithm, hash.algorithm);
        assert!(!verify(b"", &decoy).unwrap());
    }
}
