# bash -euc … build SERVICE IMAGE: builds the services' binaries as `orion up` does, which is all in one go, and an image
# that holds that service's alone.
# A cargo that runs this tells of another package, and build scripts that look at that would be run again.
for name in $(compgen -e); do
  case "$name" in CARGO_BIN_* | CARGO_CRATE_* | CARGO_MANIFEST_* | CARGO_PKG_* | CARGO_PRIMARY_*) unset "$name" ;; esac
done
host="$(rustc -vV | sed -n 's/^host: //p')"
packages=()
for name in auth user notifications gateway admin-ui; do
  packages+=(--package "orion-$name" --bin "orion-$name")
done
cargo build --quiet "${packages[@]}" --target "$host" --target-dir target/orion-stack \
  --config 'profile.dev.strip="debuginfo"' --config "target.$host.rustflags=[\"-C\", \"target-feature=+crt-static\"]"
context="$(mktemp -d)"
cp "target/orion-stack/$host/debug/orion-$1" "$context"
printf 'FROM scratch\nCOPY orion-%s /\nCMD ["/orion-%s"]\n' "$1" "$1" >"$context/Dockerfile"
docker build --quiet --tag "$2" "$context"
rm -r "$context"
