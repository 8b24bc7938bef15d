// SHA-256 by the server's own code, so that the project carries no hash of its own.
#include "server/pg/sha256.hpp"

#include "server/pg/call.hpp"

extern "C" {
#include "common/cryptohash.h"
#include "common/sha2.h"
}

namespace flux::pg {

namespace {

struct Digest {
    uint8 bytes[PG_SHA256_DIGEST_LENGTH];
};

// leaf
Digest digest_of(const char* data, std::size_t size) {
    Digest digest;
    pg_cryptohash_ctx* const context = pg_cryptohash_create(PG_SHA256);
    if (context == nullptr) ereport(ERROR, (errcode(ERRCODE_OUT_OF_MEMORY), errmsg("out of memory")));
    const bool failed = pg_cryptohash_init(context) < 0 ||
                        pg_cryptohash_update(context, reinterpret_cast<const uint8*>(data), size) < 0 ||
                        pg_cryptohash_final(context, digest.bytes, sizeof(digest.bytes)) < 0;
    pg_cryptohash_free(context);
    if (failed) elog(ERROR, "could not compute a SHA-256 hash");
    return digest;
}

} // namespace

std::string sha256_hex(std::string_view data) {
    constexpr std::string_view digits = "0123456789abcdef";
    const Digest digest = call(digest_of, data.data(), data.size());
    std::string hex;
    for (const uint8 byte : digest.bytes) {
        hex += digits[byte >> 4];
        hex += digits[byte & 15];
    }
    return hex;
}

} // namespace flux::pg
