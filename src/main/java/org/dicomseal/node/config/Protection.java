package org.dicomseal.node.config;

/** What a route does to an image before it goes to the archive. Without any, the image goes as it came. */
public enum Protection {
    WATERMARK, SEAL
}
