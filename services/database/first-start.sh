# What the official image of PostgreSQL reads, by `.`, when its data directory is new.
bash /orion/database/setup --username "${POSTGRES_USER:-postgres}" --dbname postgres
