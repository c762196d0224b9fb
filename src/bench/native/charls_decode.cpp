// Decodes JPEG-LS files with CharLS, over and over, and prints for each: file, bytes decoded, megabytes a second (CPU time, median).
// g++ -O2 -std=c++17 charls_decode.cpp -o charls_decode -lcharls
#include <charls/charls.h>
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <iterator>
#include <vector>

static double cpuSeconds() {
    timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return now.tv_sec + now.tv_nsec * 1e-9;
}

int main(int count, char** files) {
    for (int i = 1; i < count; i++) {
        std::ifstream in(files[i], std::ios::binary);
        std::vector<uint8_t> coded{std::istreambuf_iterator<char>(in), {}};
        std::vector<uint8_t> pixels;
        std::vector<double> times;
        double total = 0;
        try {
            while (total < 0.5 || times.size() < 5) {
                double start = cpuSeconds();
                charls::jpegls_decoder decoder;
                decoder.source(coded);
                decoder.read_header();
                pixels.resize(decoder.destination_size());
                decoder.decode(pixels);
                times.push_back(cpuSeconds() - start);
                total += times.back();
            }
        } catch (const std::exception& fault) {
            std::printf("%s\t0\t0\t%s\n", files[i], fault.what());
            continue;
        }
        std::sort(times.begin(), times.end());
        std::printf("%s\t%zu\t%.1f\n", files[i], pixels.size(), pixels.size() / 1e6 / times[times.size() / 2]);
    }
}
