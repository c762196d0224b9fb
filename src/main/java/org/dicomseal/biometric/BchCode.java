package org.dicomseal.biometric;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;

/**
 * A binary primitive BCH code of length 2^m - 1 that corrects any t wrong bits (Bose and Ray-Chaudhuri 1960; Lin and Costello, Error Control
 * Coding, chapter 6). Encoding is systematic: the message stands in the upper positions. Decoding finds the error locator by Berlekamp and Massey,
 * its roots by trying all positions. A word further than t from every codeword gives nothing, or, seldom, another codeword.
 */
final class BchCode {

    /** Primitive polynomials over GF(2) by degree, lowest weight; bit i is the coefficient of x^i. */
    private static final int[] PRIMITIVE = {0, 0, 0, 0b1011, 0b10011, 0b100101, 0b1000011, 0b10001001, 0b100011101, 0b1000010001, 0b10000001001,
        0b100000000101};

    private final int length;
    private final int correctable;
    private final int[] power;
    private final int[] logarithm;
    private final BitSet generator;
    private final int dimension;

    /**
     * Builds the code.
     *
     * @param degree      m, 3 to 11
     * @param correctable t, at least 1
     * @throws IllegalArgumentException if so many errors leave no room for a message
     */
    BchCode(int degree, int correctable) {
        if (degree < 3 || degree >= PRIMITIVE.length || correctable < 1) {
            throw new IllegalArgumentException("no BCH code of degree " + degree + " that corrects " + correctable);
        }
        this.length = (1 << degree) - 1;
        this.correctable = correctable;
        this.power = new int[2 * length];
        this.logarithm = new int[length + 1];
        int element = 1;
        for (int i = 0; i < length; i++) {
            power[i] = element;
            power[i + length] = element;
            logarithm[element] = i;
            element <<= 1;
            if (element > length) {
                element ^= PRIMITIVE[degree];
            }
        }
        this.generator = generator();
        this.dimension = length - (generator.length() - 1);
        if (dimension < 1) {
            throw new IllegalArgumentException("a BCH code of length " + length + " can't correct " + correctable + " errors");
        }
    }

    /** Bits of a codeword. */
    int length() {
        return length;
    }

    /** Bits of a message. */
    int dimension() {
        return dimension;
    }

    int correctable() {
        return correctable;
    }

    /** The product of the different minimal polynomials of a, a^3, ..., a^(2t-1). */
    private BitSet generator() {
        BitSet product = new BitSet();
        product.set(0);
        BitSet covered = new BitSet(length);
        for (int root = 1; root < 2 * correctable; root += 2) {
            int conjugate = root % length;
            if (!covered.get(conjugate)) {
                product = multiply(product, minimalPolynomial(conjugate, covered));
            }
        }
        return product;
    }

    /** The product of (x - a^j) over the conjugates j = root * 2^i, whose coefficients all are 0 or 1. */
    private BitSet minimalPolynomial(int root, BitSet covered) {
        int[] polynomial = {1};
        for (int conjugate = root; !covered.get(conjugate); conjugate = 2 * conjugate % length) {
            covered.set(conjugate);
            int[] next = new int[polynomial.length + 1];
            for (int i = 0; i < polynomial.length; i++) {
                next[i + 1] ^= polynomial[i];
                next[i] ^= multiply(polynomial[i], power[conjugate]);
            }
            polynomial = next;
        }
        BitSet bits = new BitSet();
        for (int i = 0; i < polynomial.length; i++) {
            bits.set(i, polynomial[i] == 1);
        }
        return bits;
    }

    private static BitSet multiply(BitSet a, BitSet b) {
        BitSet product = new BitSet();
        for (int i = a.nextSetBit(0); i >= 0; i = a.nextSetBit(i + 1)) {
            for (int j = b.nextSetBit(0); j >= 0; j = b.nextSetBit(j + 1)) {
                product.flip(i + j);
            }
        }
        return product;
    }

    private int multiply(int a, int b) {
        return a == 0 || b == 0 ? 0 : power[logarithm[a] + logarithm[b]];
    }

    private int divide(int a, int b) {
        return a == 0 ? 0 : power[logarithm[a] + length - logarithm[b]];
    }

    /** The codeword of a message; the message is its bits from length() - dimension() on. */
    BitSet encode(BitSet message) {
        int parity = length - dimension;
        BitSet rest = new BitSet(length);
        BitSet word = new BitSet(length);
        for (int i = message.nextSetBit(0); i >= 0 && i < dimension; i = message.nextSetBit(i + 1)) {
            rest.set(parity + i);
            word.set(parity + i);
        }
        for (int top = rest.length() - 1; top >= parity; top = rest.length() - 1) {
            for (int i = generator.nextSetBit(0); i >= 0; i = generator.nextSetBit(i + 1)) {
                rest.flip(top - parity + i);
            }
        }
        word.or(rest);
        return word;
    }

    /** The message of a codeword. */
    BitSet message(BitSet codeword) {
        return codeword.get(length - dimension, length);
    }

    /** The codeword within t bits of a word, if there is one. */
    Optional<BitSet> correct(BitSet word) {
        int[] syndromes = syndromes(word);
        int[] locator = errorLocator(syndromes);
        int errors = locator.length - 1;
        if (errors > correctable) {
            return Optional.empty();
        }
        BitSet corrected = (BitSet) word.clone();
        int found = 0;
        for (int position = 0; position < length; position++) {
            if (evaluate(locator, (length - position) % length) == 0) {
                corrected.flip(position);
                found++;
            }
        }
        return found == errors ? Optional.of(corrected) : Optional.empty();
    }

    /** S_j = word(a^j) for j = 1 to 2t, at index j - 1. */
    private int[] syndromes(BitSet word) {
        int[] syndromes = new int[2 * correctable];
        for (int position = word.nextSetBit(0); position >= 0; position = word.nextSetBit(position + 1)) {
            int exponent = 0;
            for (int j = 0; j < syndromes.length; j++) {
                exponent += position;
                exponent = exponent >= length ? exponent - length : exponent;
                syndromes[j] ^= power[exponent];
            }
        }
        return syndromes;
    }

    /** Berlekamp-Massey; the result's index is the power, its length the number of errors + 1. */
    private int[] errorLocator(int[] syndromes) {
        int[] locator = new int[syndromes.length + 2];
        int[] previous = new int[syndromes.length + 2];
        locator[0] = 1;
        previous[0] = 1;
        int errors = 0;
        int shift = 1;
        int previousDiscrepancy = 1;
        for (int step = 0; step < syndromes.length; step++) {
            int discrepancy = syndromes[step];
            for (int i = 1; i <= errors; i++) {
                discrepancy ^= multiply(locator[i], syndromes[step - i]);
            }
            if (discrepancy == 0) {
                shift++;
                continue;
            }
            int[] before = locator.clone();
            int factor = divide(discrepancy, previousDiscrepancy);
            for (int i = 0; i + shift < locator.length; i++) {
                locator[i + shift] ^= multiply(factor, previous[i]);
            }
            if (2 * errors <= step) {
                errors = step + 1 - errors;
                previous = before;
                previousDiscrepancy = discrepancy;
                shift = 1;
            } else {
                shift++;
            }
        }
        return Arrays.copyOf(locator, errors + 1);
    }

    private int evaluate(int[] polynomial, int exponent) {
        int sum = 0;
        int at = 0;
        for (int coefficient : polynomial) {
            if (coefficient != 0) {
                sum ^= power[logarithm[coefficient] + at];
            }
            at = (at + exponent) % length;
        }
        return sum;
    }
}
