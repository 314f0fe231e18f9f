#pragma once
// The rules about the tree of sources. Each returns its breaches as "path:line: what is wrong";
// none is good.

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "tests/architecture/source_tree.h"

namespace setoff::tests {

using Breaches = std::vector<std::string>;
using Sources = std::span<const SourceFile>;

// Every file lies in a folder of the table; every "..." include is named from the root, exists, and
// goes along an arrow of the table.
[[nodiscard]] Breaches check_arrows(Sources files);
// No header includes itself by way of others.
[[nodiscard]] Breaches check_include_cycles(Sources files);
// Foreign headers stay in their homes, and out of headers of ours.
[[nodiscard]] Breaches check_foreign_headers(Sources files);
// The pure folders touch no clock, file, thread or random source.
[[nodiscard]] Breaches check_purity(Sources files);
// No binary floating point under ledger/.
[[nodiscard]] Breaches check_no_floating_point(Sources files);
// What a run computes by is Setoff's own mathematics (and what IEEE 754 rounds exactly): that of
// the machine's library differs from one processor to the next.
[[nodiscard]] Breaches check_own_mathematics(Sources files);
// Tables of texts have the keyed hash: that of the library can be flooded.
[[nodiscard]] Breaches check_keyed_tables(Sources files);
// Locks are those of ledger/writer/thread_safety.h, which clang checks.
[[nodiscard]] Breaches check_annotated_locks(Sources files);
// Metrics are outputs: the daemon reads them only to print them.
[[nodiscard]] Breaches check_metrics_are_outputs(Sources files);
// Each top-level folder has one namespace; the ledger, as the library, has the outer one.
[[nodiscard]] Breaches check_namespaces(Sources files);
// No two types that headers define at the top level have one name, whatever their namespaces.
[[nodiscard]] Breaches check_type_names(Sources files);
// Size limits, the opening of headers, no markers of unfinished work.
[[nodiscard]] Breaches check_form(Sources files);
// The table itself: every row names rows above it only, so that it has no cycle.
[[nodiscard]] Breaches check_table();
// What a layer's CMakeLists.txt links is what the table allows.
[[nodiscard]] Breaches check_build_files(const std::filesystem::path& root);
// The folders by floor, from the top: each stands one floor above the highest that it includes,
// with those it stands on directly.
[[nodiscard]] std::string draw_floors(Sources files);
// The page holds this picture; with `redraw` it is put there.
[[nodiscard]] Breaches check_drawing(Sources files, const std::filesystem::path& page, bool redraw);
// The pages keep to plain English: no phrase that only a translation has, no long paragraph.
[[nodiscard]] Breaches check_prose(const std::filesystem::path& root);

}  // namespace setoff::tests
