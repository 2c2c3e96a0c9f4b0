-- The archive in SQLite, version 1 (docs/formats.md). An index of run files:
-- everything here can be built anew from them and from anchors.jsonl.

-- A key is never used twice: a reader may hold one of a run that is replaced.
CREATE TABLE run (
	key INTEGER PRIMARY KEY AUTOINCREMENT,
	id TEXT NOT NULL UNIQUE,
	suite TEXT,
	project TEXT,
	machine TEXT,
	environment TEXT,
	started TEXT NOT NULL,
	commit_id TEXT,
	branch TEXT,
	version TEXT,
	sha256 TEXT,
	bytes INTEGER NOT NULL,
	is_dirty INTEGER NOT NULL,
	is_part INTEGER NOT NULL,
	is_pair INTEGER NOT NULL
) STRICT;

CREATE TABLE series (
	key INTEGER PRIMARY KEY,
	suite TEXT,
	case_id TEXT NOT NULL,
	group_name TEXT,
	benchmark TEXT,
	metric TEXT NOT NULL,
	unit TEXT NOT NULL
) STRICT;
CREATE INDEX series_case ON series (case_id, metric);

-- In the order of runs: written 26 times as fast as in that of series. series
-- is no foreign key: to forget one would read all values for each.
CREATE TABLE value (
	run INTEGER NOT NULL REFERENCES run (key) ON DELETE CASCADE,
	series INTEGER NOT NULL,
	is_higher_better INTEGER NOT NULL,
	is_judged INTEGER NOT NULL,
	is_logarithmic INTEGER NOT NULL,
	launches INTEGER NOT NULL,
	value REAL NOT NULL,
	variance REAL, -- NULL: of one launch there is none
	center REAL NOT NULL,
	step REAL NOT NULL,
	PRIMARY KEY (run, series)
) STRICT, WITHOUT ROWID;

CREATE TABLE anchor (
	suite TEXT,
	machine TEXT,
	case_id TEXT NOT NULL,
	metric TEXT NOT NULL,
	commit_id TEXT,
	run TEXT NOT NULL
) STRICT;
CREATE INDEX anchor_case ON anchor (case_id, metric);

-- The size of a file at which it was read.
CREATE TABLE source (
	name TEXT PRIMARY KEY,
	bytes INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
