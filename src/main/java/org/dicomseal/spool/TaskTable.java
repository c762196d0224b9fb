package org.dicomseal.spool;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The spool's own statements on the task table, beside those of db-scheduler: rows go in in batches, and people look at,
 * requeue and drop what waits. Every change of a row raises its version, on which db-scheduler's leases rest.
 */
final class TaskTable {

    /** The due time of a dead task: never. */
    static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

    /** The due time of a task whose delivery is to be confirmed: when that comes, or is refused. */
    static final Instant PARKED = Instant.parse("9998-12-31T00:00:00Z");

    private static final String STATE = "case when picked then 'RUNNING' when execution_time >= " + NEVER.toEpochMilli()
            + " then 'DEAD' when execution_time >= " + PARKED.toEpochMilli() + " then 'DELIVERED' when consecutive_failures > 0 then 'RETRYING' else 'WAITING' end";

    private final TaskDatabase database;

    TaskTable(TaskDatabase database) {
        this.database = database;
    }

    /** A row to insert. */
    record Row(String id, QueuedTask task, Instant due) {
    }

    /** An object that was delivered for good, under a lease with this version. */
    static final class Delivered {
        private final String id;
        private final long version;
        private final Ledger.Row remembered;
        private boolean removed;

        Delivered(String id, long version, Ledger.Row remembered) {
            this.id = id;
            this.version = version;
            this.remembered = remembered;
        }

        String id() {
            return id;
        }

        /** Whether the row was there, the lease still ours, and the row is gone now. */
        boolean isRemoved() {
            return removed;
        }
    }

    /**
     * Removes the rows of delivered objects and remembers them in the ledger, and returns once that is on the disk: no power cut
     * brings them back.
     */
    void retire(List<Delivered> all) {
        List<Ledger.Row> remembered = all.stream().map(delivered -> delivered.remembered).toList();
        String sql = "delete from " + TaskDatabase.TABLE + " where task_instance = ? and version = ?";
        int[] changed = changeDurably(remembered, sql, statement -> {
            for (Delivered delivered : all) {
                statement.setString(1, delivered.id);
                statement.setLong(2, delivered.version);
                statement.addBatch();
            }
        });
        for (int i = 0; i < changed.length; i++) {
            all.get(i).removed = changed[i] == 1;
        }
    }

    /** Inserts all rows in one transaction; a row that is there already is left as it is. */
    void insert(List<Row> rows) {
        change("insert into " + TaskDatabase.TABLE + "(task_name, task_instance, task_data, execution_time, picked, object_key, version)"
                + " values (?, ?, ?, ?, ?, ?, 1) on conflict do nothing", statement -> {
            for (Row row : rows) {
                statement.setString(1, row.task().note().lane());
                statement.setString(2, row.id());
                statement.setBytes(3, row.task().toBytes());
                statement.setLong(4, row.due().toEpochMilli());
                statement.setBoolean(5, false);
                statement.setString(6, row.task().note().key());
                statement.addBatch();
            }
        });
    }

    /** Sets the task and due time of a row that nobody works on; false if there is none. */
    boolean update(String id, QueuedTask task, Instant due) {
        return change("update " + TaskDatabase.TABLE + " set task_data = ?, execution_time = ?, consecutive_failures = ?,"
                + " version = version + 1 where task_instance = ? and picked = ?", statement -> {
            statement.setBytes(1, task.toBytes());
            statement.setLong(2, due.toEpochMilli());
            statement.setInt(3, task.attempts());
            statement.setString(4, id);
            statement.setBoolean(5, false);
            statement.addBatch();
        }) == 1;
    }

    /** As {@link #update}, if the row is still that of an unconfirmed delivery. */
    boolean updateParked(String id, QueuedTask task, Instant due) {
        return change("update " + TaskDatabase.TABLE + " set task_data = ?, execution_time = ?, consecutive_failures = ?,"
                + " version = version + 1 where task_instance = ? and picked = ? and execution_time = ?", statement -> {
            statement.setBytes(1, task.toBytes());
            statement.setLong(2, due.toEpochMilli());
            statement.setInt(3, task.attempts());
            statement.setString(4, id);
            statement.setBoolean(5, false);
            statement.setLong(6, PARKED.toEpochMilli());
            statement.addBatch();
        }) == 1;
    }

    /** Versions of the rows of unconfirmed deliveries among these; what is no such row is left out. */
    Map<String, Long> parkedVersions(Collection<String> ids) {
        Map<String, Long> versions = new HashMap<>();
        String sql = "select version from " + TaskDatabase.TABLE + " where task_instance = ? and picked = ? and execution_time = ?";
        for (String id : ids) {
            query(sql, statement -> {
                statement.setString(1, id);
                statement.setBoolean(2, false);
                statement.setLong(3, PARKED.toEpochMilli());
            }, rows -> rows.next() ? versions.put(id, rows.getLong(1)) : null);
        }
        return versions;
    }

    /** Entries of a lane whose delivery is to be confirmed, in order of their ids. */
    List<QueueEntry> parked(String lane, String afterId, int limit) {
        return query(selectEntries() + " where task_name = ? and picked = ? and execution_time = ? and task_instance > ?"
                + " order by task_instance limit ?", statement -> {
            statement.setString(1, lane);
            statement.setBoolean(2, false);
            statement.setLong(3, PARKED.toEpochMilli());
            statement.setString(4, afterId == null ? "" : afterId);
            statement.setInt(5, limit);
        }, TaskTable::entries);
    }

    /** All entries, of whatever lane, that are versions of one thing. */
    List<QueueEntry> versions(String key) {
        return query(selectEntries() + " where object_key = ? order by task_instance", statement -> statement.setString(1, key),
                TaskTable::entries);
    }

    /** Removes a row that nobody works on; false if there is none. */
    boolean remove(String id) {
        return change("delete from " + TaskDatabase.TABLE + " where task_instance = ? and picked = ?", statement -> {
            statement.setString(1, id);
            statement.setBoolean(2, false);
            statement.addBatch();
        }) == 1;
    }

    /** Gives back this node's lease of a row whose work was not begun or broken off: no attempt is counted. */
    void release(String id, Instant due) {
        change("update " + TaskDatabase.TABLE + " set picked = ?, picked_by = null, last_heartbeat = null, execution_time = ?,"
                + " version = version + 1 where task_instance = ? and picked_by = ?", statement -> {
            statement.setBoolean(1, false);
            statement.setLong(2, due.toEpochMilli());
            statement.setString(3, id);
            statement.setString(4, database.nodeName());
            statement.addBatch();
        });
    }

    /** Gives back all leases that this node held when it last stopped or died. */
    int releaseAll() {
        return change("update " + TaskDatabase.TABLE + " set picked = ?, picked_by = null, last_heartbeat = null,"
                + " version = version + 1 where picked = ? and picked_by = ?", statement -> {
            statement.setBoolean(1, false);
            statement.setBoolean(2, true);
            statement.setString(3, database.nodeName());
            statement.addBatch();
        });
    }

    Set<String> ids() {
        return query("select task_instance from " + TaskDatabase.TABLE, statement -> { }, rows -> {
            Set<String> ids = new HashSet<>();
            while (rows.next()) {
                ids.add(rows.getString(1));
            }
            return ids;
        });
    }

    List<QueueEntry> list(QueueState state, String afterId, int limit) {
        return list(state, null, afterId, limit);
    }

    List<QueueEntry> list(QueueState state, String lane, String afterId, int limit) {
        String inState = state == null ? "" : " and " + STATE + " = '" + state + "'";
        String inLane = lane == null ? "" : " and task_name = ?";
        return query(selectEntries() + " where task_instance > ?" + inState + inLane + " order by task_instance limit ?", statement -> {
            int index = 1;
            statement.setString(index++, afterId == null ? "" : afterId);
            if (lane != null) {
                statement.setString(index++, lane);
            }
            statement.setInt(index, limit);
        }, TaskTable::entries);
    }

    /** Ids begin with the time at which they were given: the least is the oldest. */
    List<LaneDepth> depths() {
        return query("select task_name, " + STATE + " as state, count(*), min(task_instance) from " + TaskDatabase.TABLE
                + " group by 1, 2 order by 1, 2", statement -> { }, rows -> {
            List<LaneDepth> depths = new ArrayList<>();
            while (rows.next()) {
                depths.add(new LaneDepth(rows.getString(1), QueueState.valueOf(rows.getString(2)), rows.getLong(3),
                        SpoolFiles.timeOf(rows.getString(4))));
            }
            return depths;
        });
    }

    /** Entries of lanes other than these that are not dead. */
    List<QueueEntry> outside(Set<String> lanes, int limit) {
        String marks = String.join(", ", lanes.stream().map(lane -> "?").toList());
        String filter = lanes.isEmpty() ? "" : " and task_name not in (" + marks + ")";
        return query(selectEntries() + " where execution_time < ?" + filter + " limit ?", statement -> {
            int index = 1;
            statement.setLong(index++, NEVER.toEpochMilli());
            for (String lane : lanes) {
                statement.setString(index++, lane);
            }
            statement.setInt(index, limit);
        }, TaskTable::entries);
    }

    Optional<QueueEntry> find(String id) {
        return query(selectEntries() + " where task_instance = ?", statement -> statement.setString(1, id), TaskTable::entries)
                .stream().findFirst();
    }

    Map<QueueState, Long> counts() {
        return query("select " + STATE + " as state, count(*) from " + TaskDatabase.TABLE + " group by 1", statement -> { }, rows -> {
            Map<QueueState, Long> counts = new EnumMap<>(QueueState.class);
            for (QueueState state : QueueState.values()) {
                counts.put(state, 0L);
            }
            while (rows.next()) {
                counts.put(QueueState.valueOf(rows.getString(1)), rows.getLong(2));
            }
            return counts;
        });
    }

    private static String selectEntries() {
        return "select task_instance, task_data, execution_time, " + STATE + " as state from " + TaskDatabase.TABLE;
    }

    private static List<QueueEntry> entries(ResultSet rows) throws SQLException {
        List<QueueEntry> entries = new ArrayList<>();
        while (rows.next()) {
            QueuedTask task = QueuedTask.fromBytes(rows.getBytes(2));
            QueueState state = QueueState.valueOf(rows.getString(4));
            Instant next = state == QueueState.DEAD || state == QueueState.DELIVERED ? null : Instant.ofEpochMilli(rows.getLong(3));
            entries.add(new QueueEntry(rows.getString(1), state, task.note(), task.attempts(), task.counted(), next, task.failure(),
                    task.confirmation()));
        }
        return entries;
    }

    private interface Binding {
        void bind(PreparedStatement statement) throws SQLException;
    }

    private interface Rows<T> {
        T read(ResultSet rows) throws SQLException;
    }

    private <T> T query(String sql, Binding binding, Rows<T> reader) {
        try (Connection connection = database.reads().getConnection(); PreparedStatement statement = connection.prepareStatement(sql)) {
            binding.bind(statement);
            try (ResultSet rows = statement.executeQuery()) {
                return reader.read(rows);
            }
        } catch (SQLException e) {
            throw new SpoolException("the queue cannot be read", e);
        }
    }

    /** Runs a batch in one transaction and returns how many rows it changed. */
    private int change(String sql, Binding binding) {
        try (Connection connection = database.writes().getConnection()) {
            return Arrays.stream(inTransaction(connection, List.of(), sql, binding)).filter(count -> count > 0).sum();
        } catch (SQLException e) {
            throw new SpoolException("the queue cannot be changed", e);
        }
    }

    /** Runs a batch in one transaction whose commit is synced, and with it all before it; returns the count of each part. */
    private int[] changeDurably(List<Ledger.Row> remembered, String sql, Binding binding) {
        try (Connection connection = database.writes().getConnection()) {
            database.syncCommits(connection, true);
            try {
                return inTransaction(connection, remembered, sql, binding);
            } finally {
                database.syncCommits(connection, false);
            }
        } catch (SQLException e) {
            throw new SpoolException("the queue cannot be changed", e);
        }
    }

    private static int[] inTransaction(Connection connection, List<Ledger.Row> remembered, String sql, Binding binding)
            throws SQLException {
        connection.setAutoCommit(false);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            binding.bind(statement);
            int[] counts = statement.executeBatch();
            Ledger.insert(connection, remembered);
            connection.commit();
            return counts;
        } catch (SQLException | RuntimeException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }
}
