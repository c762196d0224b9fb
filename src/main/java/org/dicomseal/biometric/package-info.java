/**
 * From a fingerprint image to the second factor of the keys: image, quality gate, alignment, ridge texture and ResNet152 features, reliable
 * bits, fuzzy commitment. No fingerprint, feature or secret leaves this package in clear, and no key but a derived one comes in.
 * Read Enrollment first, then FeatureExtractor.
 */
package org.dicomseal.biometric;
