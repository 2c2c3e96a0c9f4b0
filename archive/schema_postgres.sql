-- The archive in PostgreSQL, version 1 (docs/formats.md): as schema.sql, and
-- the run files themselves. All of it stands in a schema of its own.

-- Text is compared by its bytes, as SQLite does, whatever the database's
-- language. Hash indexes take ids of any length; a B-tree stops at 2.7 KB.
CREATE TABLE run (
	key bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	id text COLLATE "C" NOT NULL UNIQUE,
	suite text COLLATE "C",
	project text COLLATE "C",
	machine text COLLATE "C",
	environment text COLLATE "C",
	started text COLLATE "C" NOT NULL,
	commit_id text COLLATE "C",
	branch text COLLATE "C",
	version text COLLATE "C",
	sha256 text COLLATE "C",
	bytes bigint NOT NULL,
	is_dirty boolean NOT NULL,
	is_part boolean NOT NULL,
	is_pair boolean NOT NULL
);

-- One writer at a time (an advisory lock) keeps each series from being made
-- twice.
CREATE TABLE series (
	key bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	suite text COLLATE "C",
	case_id text COLLATE "C" NOT NULL,
	group_name text COLLATE "C",
	benchmark text COLLATE "C",
	metric text COLLATE "C" NOT NULL,
	unit text COLLATE "C" NOT NULL
);
CREATE INDEX series_case ON series USING hash (case_id);

CREATE TABLE value (
	run bigint NOT NULL REFERENCES run (key) ON DELETE CASCADE,
	series bigint NOT NULL,
	is_higher_better boolean NOT NULL,
	is_judged boolean NOT NULL,
	is_logarithmic boolean NOT NULL,
	launches bigint NOT NULL,
	value double precision NOT NULL,
	variance double precision, -- NULL: of one launch there is none
	center double precision NOT NULL,
	step double precision NOT NULL,
	PRIMARY KEY (run, series)
);

-- A run file as one zstd frame, cut into parts from 0 on.
CREATE TABLE run_file (
	run bigint NOT NULL REFERENCES run (key) ON DELETE CASCADE,
	part integer NOT NULL,
	bytes bytea NOT NULL,
	PRIMARY KEY (run, part)
);
ALTER TABLE run_file ALTER bytes SET STORAGE EXTERNAL;

CREATE TABLE anchor (
	suite text COLLATE "C",
	machine text COLLATE "C",
	case_id text COLLATE "C" NOT NULL,
	metric text COLLATE "C" NOT NULL,
	commit_id text COLLATE "C",
	run text COLLATE "C" NOT NULL
);
CREATE INDEX anchor_case ON anchor USING hash (case_id);

-- The size of a file at which it was read.
CREATE TABLE source (
	name text COLLATE "C" PRIMARY KEY,
	bytes bigint NOT NULL
);

-- Whose schema it is.
CREATE TABLE archive (
	program text COLLATE "C" NOT NULL,
	version integer NOT NULL
);
