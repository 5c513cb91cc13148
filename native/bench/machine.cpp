// evenkeel_machine: prints what this machine can do as one line of JSON.
//   evenkeel_machine ceilings SECONDS ISA THREADS...   multiply-adds and memory; ISA may be "best"
//   evenkeel_machine regions SECONDS THREADS STARTER   cost of a parallel region after gaps of several lengths;
//                                                      STARTER is team or openmp
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "measure.h"
#include "regions.h"

using namespace evenkeel;

static int printCeilings(double seconds, const char* isa, char** threads, int count) {
  const Loops* loops = loopsFor(strcmp(isa, "best") == 0 ? "" : isa);
  if (loops == nullptr) {
    fprintf(stderr, "ceilings: ISA must be one that this machine has, got %s.\n", isa);
    return 2;
  }
  const Caches caches = cachesOfThisMachine();
  printf("{\"isa\":\"%s\",\"level2\":%zu,\"level3\":%zu,\"ceilings\":[", loops->isa, caches.level2,
         caches.level3);
  for (int i = 0; i < count; i++) {
    const int team = atoi(threads[i]);
    const Ceilings found = measureCeilings(*loops, team < 1 ? 1 : team, seconds);
    printf("%s{\"threads\":%d,\"fmaGflops\":%.1f,\"level2Gbps\":%.1f,\"level3Gbps\":%.1f,\"dramGbps\":%.1f}",
           i == 0 ? "" : ",", team, found.fmaGflops, found.level2Gbps, found.level3Gbps, found.dramGbps);
  }
  puts("]}");
  return 0;
}

static int printRegions(double seconds, int threads, Starter starter) {
  constexpr double gaps[] = {0, 2, 5, 10, 20, 50, 100, 500};
  printf("{\"threads\":%d,\"regions\":[", threads);
  const char* separator = "";
  for (const double gap : gaps) {
    const double cost = regionMicroseconds(starter, threads, gap, seconds);
    printf("%s{\"gap\":%g,\"microseconds\":%.2f}", separator, gap, cost);
    separator = ",";
  }
  puts("]}");
  return 0;
}

int main(int count, char** arguments) {
  if (count >= 5 && strcmp(arguments[1], "ceilings") == 0) {
    return printCeilings(atof(arguments[2]), arguments[3], arguments + 4, count - 4);
  }
  if (count == 5 && strcmp(arguments[1], "regions") == 0) {
    const Starter starter = strcmp(arguments[4], "team") == 0 ? Starter::team : Starter::openMp;
    return printRegions(atof(arguments[2]), atoi(arguments[3]), starter);
  }
  fputs("usage: evenkeel_machine ceilings SECONDS ISA THREADS... | regions SECONDS THREADS STARTER\n", stderr);
  return 2;
}
