package org.dicomseal.spool;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * The database behind the queue: one table in db-scheduler's layout, with times as milliseconds.
 *
 * <p>SQLite has one writer at a time, so all writes share one connection and wait for it in Java, in order, rather than in
 * SQLite's sleeping retries; reads have a connection of their own beside it (write-ahead log). Its commits are not synced
 * unless asked for: a row that a power cut takes back is made anew from its file. Only the end of a row must be certain
 * before its file goes. PostgreSQL syncs as its administrator says.
 */
final class TaskDatabase implements AutoCloseable {

    static final String TABLE = "scheduled_tasks";

    private static final Logger LOG = LoggerFactory.getLogger(TaskDatabase.class);
    private static final long CONNECT_MILLIS = 10_000;
    private static final int SHARED_POOL = 12;
    /** Any constant will do, as long as all nodes take the same lock while they make the table. */
    private static final long SCHEMA_LOCK = 0x44534541_4c315351L;

    private final HikariDataSource writes;
    private final HikariDataSource reads;
    private final boolean rowLocks;
    private final String nodeName;

    private TaskDatabase(HikariDataSource writes, HikariDataSource reads, boolean rowLocks, String nodeName) {
        this.writes = writes;
        this.reads = reads;
        this.rowLocks = rowLocks;
        this.nodeName = nodeName;
    }

    static TaskDatabase open(TaskStore store) throws IOException {
        try {
            if (store instanceof TaskStore.Shared shared) {
                return openShared(shared);
            }
            return openEmbedded(((TaskStore.Embedded) store).file());
        } catch (SQLException | RuntimeException e) {
            throw new IOException("the queue's database cannot be opened: " + e.getMessage(), e);
        }
    }

    DataSource writes() {
        return writes;
    }

    DataSource reads() {
        return reads;
    }

    /** Whether several nodes share it, and rows can be locked and skipped. */
    boolean isShared() {
        return rowLocks;
    }

    /** The name under which this node takes leases. */
    String nodeName() {
        return nodeName;
    }

    /** Whether SQLite syncs the commits of this connection; outside a transaction only. */
    void syncCommits(Connection connection, boolean synced) throws SQLException {
        if (!rowLocks) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("pragma synchronous = " + (synced ? "full" : "normal"));
            }
        }
    }

    @Override
    public void close() {
        reads.close();
        writes.close();
    }

    private static TaskDatabase openShared(TaskStore.Shared store) throws SQLException {
        HikariConfig config = pool("queue", SHARED_POOL);
        config.setJdbcUrl(store.url());
        config.setUsername(store.user());
        config.setPassword(store.password());
        HikariDataSource source = new HikariDataSource(config);
        try (Connection connection = source.getConnection(); Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("select pg_advisory_xact_lock(" + SCHEMA_LOCK + ")");
            createTable(statement, "bytea");
            connection.commit();
            connection.setAutoCommit(true);
        } catch (SQLException | RuntimeException e) {
            source.close();
            throw e;
        }
        return new TaskDatabase(source, source, true, store.nodeName());
    }

    private static TaskDatabase openEmbedded(Path file) throws SQLException, IOException {
        try {
            return openSqlite(file);
        } catch (SQLException | RuntimeException e) {
            if (!Files.exists(file)) {
                throw e;
            }
            LOG.error("The queue's database is damaged ({}); it is put aside, and the queue is built anew from the spool's files", e.getMessage());
            putAside(file);
            return openSqlite(file);
        }
    }

    private static TaskDatabase openSqlite(Path file) throws SQLException {
        HikariDataSource writes = sqlitePool("queue", file, 1);
        try (Connection connection = writes.getConnection(); Statement statement = connection.createStatement()) {
            try (ResultSet check = statement.executeQuery("pragma quick_check")) {
                if (!check.next() || !"ok".equals(check.getString(1))) {
                    throw new SQLException("quick_check: " + check.getString(1));
                }
            }
            createTable(statement, "blob");
        } catch (SQLException | RuntimeException e) {
            writes.close();
            throw e;
        }
        return new TaskDatabase(writes, sqlitePool("queue-reads", file, 1), false, "node");
    }

    private static HikariDataSource sqlitePool(String name, Path file, int size) {
        SQLiteConfig sqlite = new SQLiteConfig();
        sqlite.setJournalMode(SQLiteConfig.JournalMode.WAL);
        sqlite.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
        sqlite.setBusyTimeout((int) CONNECT_MILLIS);
        SQLiteDataSource source = new SQLiteDataSource(sqlite);
        source.setUrl("jdbc:sqlite:" + file);
        HikariConfig config = pool(name, size);
        config.setDataSource(source);
        return new HikariDataSource(config);
    }

    private static HikariConfig pool(String name, int size) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(Math.min(size, 2));
        config.setConnectionTimeout(CONNECT_MILLIS);
        config.setMaxLifetime(0);
        return config;
    }

    /** The column of versions came later than the table. */
    private static void addVersions(Statement statement) throws SQLException {
        try (ResultSet column = statement.getConnection().getMetaData().getColumns(null, null, TABLE, "object_key")) {
            if (column.next()) {
                return;
            }
        }
        statement.execute("alter table " + TABLE + " add column object_key varchar(64)");
    }

    private static void createTable(Statement statement, String bytes) throws SQLException {
        statement.execute("create table if not exists " + TABLE + " ("
                + "task_name varchar(100) not null, task_instance varchar(100) not null primary key, task_data " + bytes + ", "
                + "execution_time bigint not null, picked boolean not null, picked_by varchar(50), "
                + "last_success bigint, last_failure bigint, consecutive_failures int not null default 0, "
                + "last_heartbeat bigint, version bigint not null, object_key varchar(64))");
        statement.execute("create index if not exists due on " + TABLE + " (task_name, picked, execution_time)");
        statement.execute("create index if not exists heartbeat on " + TABLE + " (last_heartbeat)");
        addVersions(statement);
        statement.execute("create index if not exists versions on " + TABLE + " (object_key, task_name, task_instance)");
        statement.execute("create table if not exists " + Ledger.TABLE + " (object_key varchar(64) not null, "
                + "lane varchar(100) not null, labels " + bytes + " not null, delivered_at bigint not null, primary key (object_key, lane))"
                + (bytes.equals("blob") ? " without rowid" : ""));
    }

    private static void putAside(Path file) throws IOException {
        String aside = ".damaged-" + System.currentTimeMillis();
        for (String part : new String[] {"", "-wal", "-shm"}) {
            Path from = file.resolveSibling(file.getFileName() + part);
            if (Files.exists(from)) {
                Files.move(from, file.resolveSibling(file.getFileName() + part + aside));
            }
        }
    }
}
