package org.dicomseal.spool;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Remembers what was delivered: one row of some 100 bytes for each key and lane, for ever. It is written in the transaction that
 * takes a delivered object's task away, so that at any time an object is in the queue, or in the ledger, or both.
 */
final class Ledger {

    static final String TABLE = "deliveries";

    private static final String INSERT = "insert into " + TABLE + "(object_key, lane, labels, delivered_at) values (?, ?, ?, ?)"
            + " on conflict (object_key, lane) do update set labels = excluded.labels, delivered_at = excluded.delivered_at";

    private final TaskDatabase database;

    Ledger(TaskDatabase database) {
        this.database = database;
    }

    /** What is written for one object. */
    record Row(String lane, Receipt receipt, Instant at) {
    }

    /** Writes rows in the connection's transaction; those without a key are left out. */
    static void insert(Connection connection, List<Row> rows) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            for (Row row : rows) {
                if (!row.receipt().key().isEmpty()) {
                    statement.setString(1, row.receipt().key());
                    statement.setString(2, row.lane());
                    statement.setBytes(3, Lines.write(row.receipt().labels()));
                    statement.setLong(4, row.at().toEpochMilli());
                    statement.addBatch();
                }
            }
            statement.executeBatch();
        }
    }

    /** What was delivered under any of these keys, in whatever lane. */
    List<Spool.Delivered> find(Collection<String> keys) {
        List<Spool.Delivered> found = new ArrayList<>();
        String sql = "select lane, labels, delivered_at from " + TABLE + " where object_key = ?";
        try (Connection connection = database.reads().getConnection(); PreparedStatement statement = connection.prepareStatement(sql)) {
            for (String key : keys) {
                statement.setString(1, key);
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        byte[] labels = rows.getBytes(2);
                        Receipt receipt = new Receipt(key, labels.length == 0 ? Map.of() : Lines.read(labels));
                        found.add(new Spool.Delivered(rows.getString(1), receipt, Instant.ofEpochMilli(rows.getLong(3))));
                    }
                }
            }
            return found;
        } catch (SQLException e) {
            throw new SpoolException("the ledger cannot be read", e);
        }
    }
}
