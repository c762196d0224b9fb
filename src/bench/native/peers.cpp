// Sizes and speeds of native lossless codecs on raw frames, to set beside those of `dicomseal bench codec`.
//
// usage: peers FOLDER CODEC,CODEC,... [SECONDS]     CODEC: charls, j2k, htj2k, jxl1 ... jxl9
//
// FOLDER has manifest.txt ("name width height samples bytes bits ..." a line) and img/NAME.raw (unsigned, little-endian, colour by
// pixel). Prints, tab-separated: name, codec, raw bytes, coded bytes, encode MB/s, decode MB/s, and ok after an exact round trip. The
// time is the process's CPU time on one thread, the least of the rounds that fit into SECONDS (default 0.2).

#include <charls/charls.h>
#include <jxl/decode.h>
#include <jxl/encode.h>
#include <openjpeg.h>
#include <openjph/ojph_arch.h>
#include <openjph/ojph_codestream.h>
#include <openjph/ojph_file.h>
#include <openjph/ojph_mem.h>
#include <openjph/ojph_params.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <fstream>
#include <iterator>
#include <memory>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

using Bytes = std::vector<uint8_t>;

struct Frame {
    std::string name;
    uint32_t width = 0, height = 0, samples = 0, bytes = 0, bits = 0;
    Bytes raw;

    // codecs for 8-bit words are told 8, even if fewer are used
    uint32_t precision() const { return bytes == 1 ? 8 : bits; }
    // wavelet levels: five, or fewer if the frame is too small for them
    uint32_t decompositions() const {
        uint32_t levels = 0;
        while (levels < 5 && (std::min(width, height) >> (levels + 1)) >= 4) levels++;
        return levels;
    }
    size_t words() const { return size_t(width) * height * samples; }
    int word(size_t i) const { return bytes == 1 ? raw[i] : raw[2 * i] | raw[2 * i + 1] << 8; }
};

void put(Bytes& raw, const Frame& frame, size_t i, int value) {
    if (frame.bytes == 1) {
        raw[i] = uint8_t(value);
    } else {
        raw[2 * i] = uint8_t(value);
        raw[2 * i + 1] = uint8_t(value >> 8);
    }
}

struct Codec {
    virtual ~Codec() = default;
    virtual Bytes encode(const Frame& frame) = 0;
    virtual Bytes decode(const Bytes& coded, const Frame& frame) = 0;
};

struct CharLs : Codec {
    Bytes encode(const Frame& frame) override {
        charls::jpegls_encoder encoder;
        // JPEG-LS begins at 2 bits; a 16-bit word holds more than 8
        int precision = frame.bytes == 1 ? 8 : std::max(9, int(frame.bits));
        encoder.frame_info({frame.width, frame.height, precision, int(frame.samples)});
        encoder.interleave_mode(frame.samples == 1 ? charls::interleave_mode::none : charls::interleave_mode::line);
        Bytes coded(encoder.estimated_destination_size());
        encoder.destination(coded);
        coded.resize(encoder.encode(frame.raw));
        return coded;
    }
    Bytes decode(const Bytes& coded, const Frame&) override {
        charls::jpegls_decoder decoder;
        decoder.source(coded);
        decoder.read_header();
        Bytes raw(decoder.destination_size());
        decoder.decode(raw);
        return raw;
    }
};

struct MemoryStream {
    Bytes* bytes;
    size_t at = 0;

    static OPJ_SIZE_T read(void* to, OPJ_SIZE_T count, void* self) {
        auto* s = static_cast<MemoryStream*>(self);
        size_t left = s->bytes->size() - s->at;
        if (left == 0) return OPJ_SIZE_T(-1);
        size_t n = std::min<size_t>(count, left);
        std::memcpy(to, s->bytes->data() + s->at, n);
        s->at += n;
        return n;
    }
    static OPJ_SIZE_T write(void* from, OPJ_SIZE_T count, void* self) {
        auto* s = static_cast<MemoryStream*>(self);
        if (s->at + count > s->bytes->size()) s->bytes->resize(s->at + count);
        std::memcpy(s->bytes->data() + s->at, from, count);
        s->at += count;
        return count;
    }
    static OPJ_OFF_T skip(OPJ_OFF_T count, void* self) {
        static_cast<MemoryStream*>(self)->at += count;
        return count;
    }
    static OPJ_BOOL seek(OPJ_OFF_T to, void* self) {
        static_cast<MemoryStream*>(self)->at = to;
        return OPJ_TRUE;
    }
    opj_stream_t* open(bool forReading) {
        opj_stream_t* stream = opj_stream_default_create(forReading);
        opj_stream_set_user_data(stream, this, nullptr);
        opj_stream_set_user_data_length(stream, bytes->size());
        opj_stream_set_read_function(stream, read);
        opj_stream_set_write_function(stream, write);
        opj_stream_set_skip_function(stream, skip);
        opj_stream_set_seek_function(stream, seek);
        return stream;
    }
};

struct OpenJpeg : Codec {
    Bytes encode(const Frame& frame) override {
        opj_cparameters_t parameters;
        opj_set_default_encoder_parameters(&parameters);
        parameters.tcp_numlayers = 1;
        parameters.numresolution = int(frame.decompositions()) + 1;
        parameters.cp_disto_alloc = 1;
        parameters.tcp_mct = frame.samples == 3;
        std::vector<opj_image_cmptparm_t> components(frame.samples);
        for (auto& c : components) {
            c = {};
            c.dx = c.dy = 1;
            c.w = frame.width;
            c.h = frame.height;
            c.prec = frame.precision();
        }
        auto space = frame.samples == 3 ? OPJ_CLRSPC_SRGB : OPJ_CLRSPC_GRAY;
        std::unique_ptr<opj_image_t, void (*)(opj_image_t*)> image(opj_image_create(frame.samples, components.data(), space),
                                                                  opj_image_destroy);
        image->x1 = frame.width;
        image->y1 = frame.height;
        for (size_t i = 0; i < frame.words(); i++) image->comps[i % frame.samples].data[i / frame.samples] = frame.word(i);
        Bytes coded;
        MemoryStream memory{&coded};
        std::unique_ptr<opj_codec_t, void (*)(opj_codec_t*)> codec(opj_create_compress(OPJ_CODEC_J2K), [](opj_codec_t* c) { opj_destroy_codec(c); });
        opj_setup_encoder(codec.get(), &parameters, image.get());
        opj_stream_t* stream = memory.open(false);
        bool done = opj_start_compress(codec.get(), image.get(), stream) && opj_encode(codec.get(), stream)
                && opj_end_compress(codec.get(), stream);
        opj_stream_destroy(stream);
        if (!done) throw std::runtime_error("OpenJPEG can't encode");
        return coded;
    }
    Bytes decode(const Bytes& coded, const Frame& frame) override {
        opj_dparameters_t parameters;
        opj_set_default_decoder_parameters(&parameters);
        std::unique_ptr<opj_codec_t, void (*)(opj_codec_t*)> codec(opj_create_decompress(OPJ_CODEC_J2K), [](opj_codec_t* c) { opj_destroy_codec(c); });
        opj_setup_decoder(codec.get(), &parameters);
        Bytes copy = coded;
        MemoryStream memory{&copy};
        opj_stream_t* stream = memory.open(true);
        opj_image_t* image = nullptr;
        bool done = opj_read_header(stream, codec.get(), &image) && opj_decode(codec.get(), stream, image);
        opj_stream_destroy(stream);
        Bytes raw(frame.raw.size());
        for (size_t i = 0; done && i < frame.words(); i++) put(raw, frame, i, image->comps[i % frame.samples].data[i / frame.samples]);
        if (image) opj_image_destroy(image);
        return raw;
    }
};

struct OpenJph : Codec {
    Bytes encode(const Frame& frame) override {
        ojph::codestream stream;
        ojph::param_siz size = stream.access_siz();
        size.set_image_extent(ojph::point(frame.width, frame.height));
        size.set_num_components(frame.samples);
        for (uint32_t c = 0; c < frame.samples; c++) size.set_component(c, ojph::point(1, 1), frame.precision(), false);
        ojph::param_cod coding = stream.access_cod();
        coding.set_num_decomposition(frame.decompositions());
        coding.set_block_dims(64, 64);
        coding.set_color_transform(frame.samples == 3);
        coding.set_reversible(true);
        stream.set_planar(false);
        ojph::mem_outfile file;
        file.open();
        stream.write_headers(&file);
        ojph::ui32 component;
        ojph::line_buf* line = stream.exchange(nullptr, component);
        for (uint32_t y = 0; y < frame.height; y++) {
            for (uint32_t c = 0; c < frame.samples; c++) {
                size_t from = size_t(y) * frame.width * frame.samples + c;
                for (uint32_t x = 0; x < frame.width; x++) line->i32[x] = frame.word(from + size_t(x) * frame.samples);
                line = stream.exchange(line, component);
            }
        }
        stream.flush();
        Bytes coded(file.get_data(), file.get_data() + file.tell());
        stream.close();
        return coded;
    }
    Bytes decode(const Bytes& coded, const Frame& frame) override {
        ojph::mem_infile file;
        file.open(coded.data(), coded.size());
        ojph::codestream stream;
        stream.read_headers(&file);
        stream.set_planar(false);
        stream.create();
        Bytes raw(frame.raw.size());
        for (uint32_t y = 0; y < frame.height; y++) {
            for (uint32_t c = 0; c < frame.samples; c++) {
                ojph::ui32 component;
                ojph::line_buf* line = stream.pull(component);
                size_t to = size_t(y) * frame.width * frame.samples + c;
                for (uint32_t x = 0; x < frame.width; x++) put(raw, frame, to + size_t(x) * frame.samples, line->i32[x]);
            }
        }
        stream.close();
        return raw;
    }
};

struct Jxl : Codec {
    int effort;

    explicit Jxl(int effort) : effort(effort) {}

    static JxlPixelFormat format(const Frame& frame) {
        return {frame.samples, frame.bytes == 1 ? JXL_TYPE_UINT8 : JXL_TYPE_UINT16, JXL_LITTLE_ENDIAN, 0};
    }
    Bytes encode(const Frame& frame) override {
        std::unique_ptr<JxlEncoder, void (*)(JxlEncoder*)> encoder(JxlEncoderCreate(nullptr), JxlEncoderDestroy);
        JxlBasicInfo info;
        JxlEncoderInitBasicInfo(&info);
        info.xsize = frame.width;
        info.ysize = frame.height;
        info.bits_per_sample = 8 * frame.bytes;
        info.num_color_channels = frame.samples;
        info.uses_original_profile = JXL_TRUE;
        JxlEncoderSetCodestreamLevel(encoder.get(), 10);
        JxlColorEncoding colour;
        JxlColorEncodingSetToSRGB(&colour, frame.samples == 1);
        JxlEncoderFrameSettings* settings = JxlEncoderFrameSettingsCreate(encoder.get(), nullptr);
        JxlPixelFormat pixels = format(frame);
        bool ready = JxlEncoderSetBasicInfo(encoder.get(), &info) == JXL_ENC_SUCCESS
                && JxlEncoderSetColorEncoding(encoder.get(), &colour) == JXL_ENC_SUCCESS
                && JxlEncoderSetFrameLossless(settings, JXL_TRUE) == JXL_ENC_SUCCESS
                && JxlEncoderFrameSettingsSetOption(settings, JXL_ENC_FRAME_SETTING_EFFORT, effort) == JXL_ENC_SUCCESS
                && JxlEncoderAddImageFrame(settings, &pixels, frame.raw.data(), frame.raw.size()) == JXL_ENC_SUCCESS;
        JxlEncoderCloseInput(encoder.get());
        Bytes coded(2 * frame.raw.size() + 65536);
        uint8_t* next = coded.data();
        size_t left = coded.size();
        if (!ready || JxlEncoderProcessOutput(encoder.get(), &next, &left) != JXL_ENC_SUCCESS) throw std::runtime_error("libjxl can't encode");
        coded.resize(next - coded.data());
        return coded;
    }
    Bytes decode(const Bytes& coded, const Frame& frame) override {
        std::unique_ptr<JxlDecoder, void (*)(JxlDecoder*)> decoder(JxlDecoderCreate(nullptr), JxlDecoderDestroy);
        JxlDecoderSubscribeEvents(decoder.get(), JXL_DEC_FULL_IMAGE);
        JxlDecoderSetInput(decoder.get(), coded.data(), coded.size());
        JxlDecoderCloseInput(decoder.get());
        JxlPixelFormat pixels = format(frame);
        Bytes raw(frame.raw.size());
        for (;;) {
            JxlDecoderStatus status = JxlDecoderProcessInput(decoder.get());
            if (status == JXL_DEC_NEED_IMAGE_OUT_BUFFER) {
                JxlDecoderSetImageOutBuffer(decoder.get(), &pixels, raw.data(), raw.size());
            } else if (status != JXL_DEC_FULL_IMAGE) {
                return raw;
            }
        }
    }
};

std::unique_ptr<Codec> make(const std::string& name) {
    if (name == "charls") return std::make_unique<CharLs>();
    if (name == "j2k") return std::make_unique<OpenJpeg>();
    if (name == "htj2k") return std::make_unique<OpenJph>();
    if (name.rfind("jxl", 0) == 0 && name.size() == 4) return std::make_unique<Jxl>(name[3] - '0');
    throw std::runtime_error("no codec is called " + name);
}

double cpuSeconds() {
    timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return t.tv_sec + t.tv_nsec * 1e-9;
}

template <typename Work>
double least(double seconds, Work work) {
    double best = 1e9;
    double spent = 0;
    do {
        double start = cpuSeconds();
        work();
        double took = cpuSeconds() - start;
        best = std::min(best, took);
        spent += took;
    } while (spent < seconds);
    return best;
}

void measure(const Frame& frame, const std::string& name, double seconds) {
    auto codec = make(name);
    Bytes coded, back;
    double encode = least(seconds, [&] { coded = codec->encode(frame); });
    double decode = least(seconds, [&] { back = codec->decode(coded, frame); });
    double megabytes = frame.raw.size() / 1e6;
    std::printf("%s\t%s\t%zu\t%zu\t%.2f\t%.2f\t%s\n", frame.name.c_str(), name.c_str(), frame.raw.size(), coded.size(),
                megabytes / encode, megabytes / decode, back == frame.raw ? "ok" : "FAILED");
    std::fflush(stdout);
}

}  // namespace

int main(int count, char** arguments) {
    if (count < 3) {
        std::fprintf(stderr, "usage: peers FOLDER CODEC,CODEC,... [SECONDS]\n");
        return 2;
    }
    std::string folder = arguments[1];
    double seconds = count > 3 ? std::stod(arguments[3]) : 0.2;
    std::ifstream manifest(folder + "/manifest.txt");
    for (std::string line; std::getline(manifest, line);) {
        Frame frame;
        std::istringstream fields(line);
        if (!(fields >> frame.name >> frame.width >> frame.height >> frame.samples >> frame.bytes >> frame.bits)) continue;
        std::ifstream file(folder + "/img/" + frame.name + ".raw", std::ios::binary);
        frame.raw.assign(std::istreambuf_iterator<char>(file), {});
        std::istringstream codecs(arguments[2]);
        for (std::string codec; std::getline(codecs, codec, ',');) {
            try {
                measure(frame, codec, seconds);
            } catch (const std::exception& fault) {
                std::fprintf(stderr, "%s %s: %s\n", frame.name.c_str(), codec.c_str(), fault.what());
            }
        }
    }
}
