/**
 * ResNet152 as a feature extractor: its structure, where its weights come from, the ONNX graph made of them, and the engine that runs it.
 * Nothing here knows of fingerprints: a 224 x 224 grey picture goes in, 2048 features come out.
 * Read FeatureNetwork first, then ModelFile.
 */
package org.dicomseal.biometric.net;
