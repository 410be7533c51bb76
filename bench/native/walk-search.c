/*
 * The bounded search of src/kernel/accessibility/walk-search.ts and assembly/sweeps.ts in C, for comparison only: the
 * same buckets, queue and labels on the same arrays, and as few branches.
 *
 * Usage: walk-search FILE. The file holds little-endian int32: node count, arc count, source count, limit, bucket
 * shift, bucket count, repetitions; bound[nodes + 1]; arc[2 * arcs] as (2 * target + 1, cost), without the 1 into dead
 * ends; per source start node, start cost, end node, end cost (cost -1: no way). Prints one line a repetition:
 * nanoseconds for all sources, nodes reached, sum of their costs modulo 2^31.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static int32_t *labels, *reached, *head, *queue, *bound, *arc;
static int32_t queue_room, reached_count, shift, mask, base;

static void grow_queue(int32_t entries) {
  if (entries <= queue_room) return;
  while (queue_room < entries) queue_room *= 2;
  queue = realloc(queue, (size_t)queue_room * 16);
}

static void seed(int32_t node, int32_t cost, int32_t top) {
  int32_t label = base + cost;
  if (cost < 0 || label > top) return;
  if (labels[node] > top) reached[reached_count++] = node;
  else if (labels[node] < label) return;
  labels[node] = label;
}

static void sweep(int32_t top) {
  const int32_t above = top + 1;
  int32_t used = 0;
  grow_queue(reached_count + 1);
  for (; used < reached_count; used++) {
    int32_t node = reached[used], bucket = ((labels[node] - base) >> shift) & mask;
    queue[4 * used] = head[bucket];
    queue[4 * used + 1] = node;
    queue[4 * used + 2] = labels[node];
    head[bucket] = used;
  }
  int32_t taken = 0, count = reached_count;
  for (int32_t bucket = 0; taken < used; bucket++) {
    int32_t slot = bucket & mask;
    for (int32_t entry = head[slot]; entry >= 0; entry = head[slot]) {
      int32_t *at = queue + 4 * (size_t)entry;
      head[slot] = at[0];
      taken++;
      int32_t node = at[1], label = at[2];
      if (labels[node] != label) continue;
      int32_t k = bound[node], last = bound[node + 1];
      grow_queue(used + (last - k) / 2 + 1);
      for (; k < last; k += 2) {
        int32_t told = arc[k], next = label + arc[k + 1], target = told >> 1, known = labels[target];
        /* Masks of all ones or none; gcc makes branches of what is written with ?:. */
        int32_t is_new = -(known > top);
        int32_t bar = (above & is_new) | (known & ~is_new);
        int32_t is_better = -(next < bar);
        labels[target] = (next & is_better) | (known & ~is_better);
        reached[count] = target;
        count -= is_better & is_new;
        int32_t *into = head + (((next - base) >> shift) & mask), first = *into, *free = queue + 4 * (size_t)used;
        free[0] = first;
        free[1] = target;
        free[2] = next;
        int32_t is_queued = is_better & -(told & 1);
        *into = (used & is_queued) | (first & ~is_queued);
        used -= is_queued;
      }
    }
  }
  reached_count = count;
}

int main(int argc, char **argv) {
  FILE *file = argc == 2 ? fopen(argv[1], "rb") : NULL;
  int32_t h[7];
  if (!file || fread(h, 4, 7, file) != 7) return fprintf(stderr, "walk-search: no readable file\n"), 2;
  int32_t nodes = h[0], arcs = h[1], sources = h[2], limit = h[3], buckets = h[5], repetitions = h[6];
  shift = h[4];
  mask = buckets - 1;
  bound = malloc(4 * ((size_t)nodes + 1));
  arc = malloc(8 * (size_t)arcs);
  int32_t *seeds = malloc(16 * (size_t)sources);
  size_t read = fread(bound, 4, (size_t)nodes + 1, file) + fread(arc, 4, 2 * (size_t)arcs, file) +
                fread(seeds, 4, 4 * (size_t)sources, file);
  if (read != (size_t)nodes + 1 + 2 * (size_t)arcs + 4 * (size_t)sources)
    return fprintf(stderr, "walk-search: file cut short\n"), 2;
  labels = malloc(4 * (size_t)nodes);
  /* The sweep writes one place beyond the reached nodes. */
  reached = malloc(4 * ((size_t)nodes + 1));
  head = malloc(4 * (size_t)buckets);
  queue_room = 4096;
  queue = malloc((size_t)queue_room * 16);
  for (int32_t node = 0; node < nodes; node++) labels[node] = 0x7fffffff;
  for (int32_t bucket = 0; bucket < buckets; bucket++) head[bucket] = -1;
  base = 0x3fffffff;

  for (int32_t r = 0; r < repetitions; r++) {
    struct timespec begin, end;
    int64_t settled = 0;
    uint32_t sum = 0;
    clock_gettime(CLOCK_MONOTONIC, &begin);
    for (int32_t s = 0; s < sources; s++) {
      base -= limit + 2;
      if (base < -0x7f000000) {
        for (int32_t node = 0; node < nodes; node++) labels[node] = 0x7fffffff;
        base = 0x3fffffff - limit - 2;
      }
      reached_count = 0;
      int32_t top = base + limit, *at = seeds + 4 * s;
      seed(at[0], at[1], top);
      seed(at[2], at[3], top);
      sweep(top);
      settled += reached_count;
    }
    clock_gettime(CLOCK_MONOTONIC, &end);
    for (int32_t k = 0; k < reached_count; k++) sum += (uint32_t)(labels[reached[k]] - base);
    printf("%lld %lld %u\n", (long long)(end.tv_sec - begin.tv_sec) * 1000000000 + end.tv_nsec - begin.tv_nsec,
           (long long)settled, sum & 0x7fffffff);
  }
  return 0;
}
