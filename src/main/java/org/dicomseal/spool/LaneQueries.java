package org.dicomseal.spool;

import com.github.kagkarlsson.scheduler.jdbc.DefaultJdbcCustomization;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;

/**
 * How one lane's scheduler talks to the table that all lanes share. It sees only its own tasks as due, so that a lane
 * whose archive is stuck keeps no thread from another; and of versions of one thing only the oldest, so that none overtakes another. Times are milliseconds since 1970 in BIGINT columns: one schema for
 * SQLite and PostgreSQL, no time zones, and none of the shared Calendar that db-scheduler's own SQLite dialect passes to
 * every thread.
 */
final class LaneQueries extends DefaultJdbcCustomization {

    /** Ids sort by time. A dead earlier version holds up none: a person decides when, and whether, it goes out. */
    private static final String NO_EARLIER_VERSION = "not exists (select 1 from %1$s earlier where earlier.object_key = %1$s.object_key"
            + " and earlier.task_name = %1$s.task_name and earlier.task_instance < %1$s.task_instance"
            + " and earlier.execution_time < " + TaskTable.NEVER.toEpochMilli() + ")";

    private final String taskName;
    private final boolean rowLocks;

    /** @param rowLocks whether the database knows FOR UPDATE SKIP LOCKED */
    LaneQueries(String taskName, boolean rowLocks) {
        super(true);
        if (!taskName.matches("[A-Za-z0-9 ._:-]+")) {
            throw new IllegalArgumentException("not a lane name: " + taskName);
        }
        this.taskName = taskName;
        this.rowLocks = rowLocks;
    }

    @Override
    public void setInstant(PreparedStatement statement, int index, Instant value) throws SQLException {
        if (value == null) {
            statement.setNull(index, Types.BIGINT);
        } else {
            statement.setLong(index, value.toEpochMilli());
        }
    }

    @Override
    public Instant getInstant(ResultSet rows, String column) throws SQLException {
        long millis = rows.getLong(column);
        return rows.wasNull() ? null : Instant.ofEpochMilli(millis);
    }

    @Override
    public void setTaskData(PreparedStatement statement, int index, byte[] value) throws SQLException {
        statement.setBytes(index, value);
    }

    @Override
    public String getQueryLimitPart(int limit) {
        return " limit " + limit;
    }

    @Override
    public String createSelectDueQuery(String table, int limit, String andCondition, boolean byPriority) {
        return "select * from " + table + " where picked = ? and execution_time <= ? " + andCondition
                + " and task_name = '" + taskName + "' and " + NO_EARLIER_VERSION.formatted(table)
                + " order by execution_time" + getQueryLimitPart(limit);
    }

    @Override
    public boolean supportsGenericLockAndFetch() {
        return rowLocks;
    }

    @Override
    public String createGenericSelectForUpdateQuery(String table, int limit, String andCondition, boolean byPriority) {
        return createSelectDueQuery(table, limit, andCondition, byPriority) + " for update skip locked";
    }

    @Override
    public String getName() {
        return "lane " + taskName;
    }
}
