package org.dicomseal.biometric.net;

import java.io.IOException;

/** Where a network's parameters come from. They are asked for one at a time, since all of them take 230 MB. */
interface Weights {

    /**
     * The values of one parameter in torchvision's name, row-major.
     *
     * @throws ModelException if it is missing or can't be read
     */
    float[] parameter(String name) throws IOException;
}
