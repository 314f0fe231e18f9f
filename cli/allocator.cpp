// Start-up settings for jemalloc; unused without it. Books grow to hundreds of megabytes: huge
// pages reduce page faults to a five-hundredth and TLB misses by far. Freed memory is kept for a
// minute for reuse.

extern "C" {
extern const char* const malloc_conf;
const char* const malloc_conf = "thp:always,metadata_thp:auto,dirty_decay_ms:60000";
}
