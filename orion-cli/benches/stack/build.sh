# bash -euc … build SERVICE IMAGE: builds a service's binary as `orion up` does, and an image that holds it alone.
host="$(rustc -vV | sed -n 's/^host: //p')"
cargo build --quiet --package "orion-$1" --bin "orion-$1" --target "$host" --target-dir target/orion-stack \
  --config 'profile.dev.strip="debuginfo"' --config "target.$host.rustflags=[\"-C\", \"target-feature=+crt-static\"]"
context="$(mktemp -d)"
cp "target/orion-stack/$host/debug/orion-$1" "$context"
printf 'FROM scratch\nCOPY orion-%s /\nCMD ["/orion-%s"]\n' "$1" "$1" >"$context/Dockerfile"
docker build --quiet --tag "$2" "$context"
rm -r "$context"
