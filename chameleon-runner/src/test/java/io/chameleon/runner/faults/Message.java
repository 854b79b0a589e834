package io.chameleon.runner.faults;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A message of PostgreSQL's protocol, version 3.
 *
 * @param type its first byte; zero for the messages before the session begins, which have none
 * @param bytes all of it, as it is sent
 */
record Message(char type, byte[] bytes) {
    private static final char UNTYPED = 0;

    /** Reads a message that begins with its length. */
    static Message readUntyped(DataInputStream in) throws IOException {
        return read(UNTYPED, 0, in);
    }

    /** Reads a message that begins with its type. */
    static Message read(DataInputStream in) throws IOException {
        return read((char) in.readUnsignedByte(), 1, in);
    }

    private static Message read(char type, int lengthAt, DataInputStream in) throws IOException {
        int length = in.readInt();
        ByteBuffer bytes = ByteBuffer.allocate(lengthAt + length);
        if (lengthAt > 0) {
            bytes.put((byte) type);
        }
        bytes.putInt(length);
        in.readFully(bytes.array(), bytes.position(), length - Integer.BYTES);
        return new Message(type, bytes.array());
    }

    /** A simple query. */
    static Message query(String sql) {
        byte[] text = (sql + "\0").getBytes(StandardCharsets.UTF_8);
        return new Message(
                'Q',
                ByteBuffer.allocate(1 + Integer.BYTES + text.length)
                        .put((byte) 'Q')
                        .putInt(Integer.BYTES + text.length)
                        .put(text)
                        .array());
    }

    /** The number at the beginning of its body. */
    int number() {
        return ByteBuffer.wrap(bytes).getInt(bodyAt());
    }

    /** One of the texts at the beginning of its body, each of which ends with a zero byte. */
    String text(int position) {
        String body = new String(bytes, bodyAt(), bytes.length - bodyAt(), StandardCharsets.UTF_8);
        return body.split("\0", -1)[position];
    }

    private int bodyAt() {
        return Integer.BYTES + (type == UNTYPED ? 0 : 1);
    }
}
