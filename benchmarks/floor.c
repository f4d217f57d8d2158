/* Tie maintenance in plain C: what `plain_mesa.py` does, as fast as one core does it. The floor for the kernel.

   Everybody has `ties` of the same number of ties, in columns. A week: every tie's value is blurred by a counter-based random
   number (the same Threefry-2x32-20 that the model draws from), the `actions` most wanted alters get a message and are
   reinforced, each answers with a chance and is then reinforced on its own side, and all ties fade.
   usage: floor PEOPLE TIES ACTIONS WEEKS; prints nanoseconds per person-week. */
#define _POSIX_C_SOURCE 199309L
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static const float KEPT = 0.966f, GAIN = 0.05f, P_ANSWER = 0.5f;

#define ROTATE(x, bits) (((x) << (bits)) | ((x) >> (32 - (bits))))
#define ROUND(bits) x0 += x1; x1 = ROTATE(x1, bits) ^ x0;

static inline uint32_t threefry(uint32_t k0, uint32_t k1, uint32_t x0, uint32_t x1) {
    uint32_t k2 = k0 ^ k1 ^ 0x1BD11BDA;
    x0 += k0; x1 += k1;
    ROUND(13) ROUND(15) ROUND(26) ROUND(6)  x0 += k1; x1 += k2 + 1;
    ROUND(17) ROUND(29) ROUND(16) ROUND(24) x0 += k2; x1 += k0 + 2;
    ROUND(13) ROUND(15) ROUND(26) ROUND(6)  x0 += k0; x1 += k1 + 3;
    ROUND(17) ROUND(29) ROUND(16) ROUND(24) x0 += k1; x1 += k2 + 4;
    ROUND(13) ROUND(15) ROUND(26) ROUND(6)  x0 += k2;
    return x0;
}

static float unit(uint32_t word) { return (float)(word >> 8) * (1.0f / 16777216.0f); }

static void reinforce(float *strength) { *strength += GAIN * (1.0f - *strength); }

/* A wish as a whole number, the place in its low bits: the greatest of all tells where it stands, without a branch. */
#define PLACES 128
static uint32_t ranked(float wish, int place) { return (uint32_t)(wish * 16777216.0f) * PLACES + (uint32_t)place; }

static void week_of(int i, int week, int ties, int actions, const int32_t *restrict alter, float *restrict strength,
                    uint32_t *restrict wish) {
    const int32_t *others = alter + (size_t)i * ties;
    float *own = strength + (size_t)i * ties;
    for (int k = 0; k < ties; k++) wish[k] = ranked(own[k] + 0.2f * unit(threefry(1, week, i, others[k])), k);
    for (int n = 0; n < actions; n++) {
        uint32_t best = 0;
        for (int k = 0; k < ties; k++) best = wish[k] > best ? wish[k] : best;
        int place = best % PLACES, j = others[place];
        wish[place] = 0;
        reinforce(&own[place]);
        if (unit(threefry(2, week, i, j)) < P_ANSWER) {
            int back = -1;
            for (int k = 0; k < ties; k++) back = alter[(size_t)j * ties + k] == i ? k : back;
            if (back >= 0) reinforce(&strength[(size_t)j * ties + back]);
        }
    }
    for (int k = 0; k < ties; k++) own[k] *= KEPT;
}

int main(int count, char **given) {
    if (count != 5) return fprintf(stderr, "usage: floor PEOPLE TIES ACTIONS WEEKS\n"), 2;
    int people = atoi(given[1]), ties = atoi(given[2]), actions = atoi(given[3]), weeks = atoi(given[4]);
    if (people <= ties || ties > PLACES || ties < actions || actions < 1 || weeks < 1)
        return fprintf(stderr, "needs PEOPLE > TIES, TIES <= %d, ACTIONS <= TIES\n", PLACES), 2;
    int32_t *alter = malloc((size_t)people * ties * sizeof *alter);
    float *strength = malloc((size_t)people * ties * sizeof *strength);
    uint32_t *wish = malloc(ties * sizeof *wish);
    if (!alter || !strength || !wish) return fprintf(stderr, "not enough memory\n"), 1;
    for (int i = 0; i < people; i++)
        for (int k = 0; k < ties; k++) { /* an even step on either side: who knows is known */
            int step = (k / 2 + 1) * 7 % people;
            alter[(size_t)i * ties + k] = (i + (k % 2 ? step : people - step)) % people;
            strength[(size_t)i * ties + k] = unit(threefry(3, 0, i, k));
        }
    struct timespec start, end;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &start);
    for (int week = 0; week < weeks; week++)
        for (int i = 0; i < people; i++) week_of(i, week, ties, actions, alter, strength, wish);
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &end);
    double sum = 0.0, seconds = (double)(end.tv_sec - start.tv_sec) + 1e-9 * (double)(end.tv_nsec - start.tv_nsec);
    for (size_t k = 0; k < (size_t)people * ties; k++) sum += strength[k];
    printf("%.1f %.6f\n", seconds * 1e9 / people / weeks, sum / people / ties);
    return 0;
}
