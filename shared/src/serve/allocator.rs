//! The allocator of every server. A call allocates a few hundred times, some of it in pieces of a few
//! kilobytes, which the allocator of the C library is slow at: `docs/performance.md` has the figures.

use mimalloc::MiMalloc;

#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;
