# usage: awk -f table.awk manifest.txt peers.tsv dicomseal.tsv
# Joins what was measured of each frame and prints, for groups of frames, the codec's size as a share of each peer's (geometric mean,
# an object counting once) and its speed as a multiple of the peer's (total bytes over total time).

FILENAME == ARGV[1] {
    split($0, f, /[ \t]+/)
    label[f[1]] = f[13]
    samples[f[1]] = f[4]
    modality[f[1]] = f[12]
    pixels[f[1]] = f[2] * f[3]
    many[f[13]] = f[13] ~ /#/
    next
}

FILENAME == ARGV[2] {
    split($0, f, "\t")
    if (f[7] != "ok") {
        # a peer that loses a frame is not compared on it
        lost[f[2]]++
        next
    }
    size[f[1], f[2]] = f[4]
    encode[f[1], f[2]] = f[3] / f[5]
    decode[f[1], f[2]] = f[3] / f[6]
    codec[f[2]] = 1
    next
}

{
    split($0, f, "\t")
    gsub(/[ \t]/, "_", f[1])
    if (f[6] != "ok") print "FAILED: " $0
    own[f[1]] = f[3]
    raw[f[1]] = f[2]
    ownEncode[f[1]] = f[2] / f[4]
    ownDecode[f[1]] = f[2] / f[5]
}

function group(name) {
    if (label[name] ~ /#/) return "multi-frame"
    if (samples[name] == 3) return "colour"
    if (modality[name] ~ /^(CT|MR|PT|CR|DX|MG|XA|RF|NM)$/) return pixels[name] < 128 * 128 ? "clinical, small" : "clinical"
    return "other grey"
}

END {
    for (name in label) {
        if (!(label[name] in own)) continue
        object = label[name]
        sub(/#.*/, "", object)
        g = group(name)
        for (c in codec) {
            if (!((name, c) in size)) continue
            ownSum[g, object, c] += own[label[name]]
            peerSum[g, object, c] += size[name, c]
            bytes[g, c] += raw[label[name]]
            e[g, c] += ownEncode[label[name]]
            d[g, c] += ownDecode[label[name]]
            pe[g, c] += encode[name, c]
            pd[g, c] += decode[name, c]
        }
    }
    for (key in ownSum) {
        split(key, k, SUBSEP)
        logs[k[1], k[3]] += log(ownSum[key] / peerSum[key])
        objects[k[1], k[3]]++
    }
    for (c in lost) printf "%s did not give back %d frames, which are left out of its lines\n", c, lost[c]
    printf "%-16s %-7s %8s %8s %22s %22s\n", "frames", "peer", "objects", "size", "encode MB/s (ratio)", "decode MB/s (ratio)"
    for (key in logs) {
        split(key, k, SUBSEP)
        printf "%-16s %-7s %8d %8.3f %10.1f/%6.1f (%.2f) %10.1f/%6.1f (%.2f)\n", k[1], k[2], objects[key], exp(logs[key] / objects[key]),
            bytes[key] / e[key] / 1, bytes[key] / pe[key], pe[key] / e[key], bytes[key] / d[key], bytes[key] / pd[key], pd[key] / d[key] | "sort"
    }
}
