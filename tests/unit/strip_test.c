#include <stdlib.h>

#include "analysis/disturbance.h"
#include "analysis/strip.h"
#include "base/xalloc.h"
#include "tests/unit/test.h"

/* A quiet second; nothing else is known. */
static struct record_system
quiet(uint64_t round)
{
	return (struct record_system){.round = round,
	    .start_ns = (round - 1) * 1000000000,
	    .end_ns = round * 1000000000,
	    .load = (double)NAN,
	    .others = 0.01,
	    .stolen = 0,
	    .cpu_stall = (double)NAN,
	    .io_stall = 0,
	    .memory_stall = (double)NAN,
	    .throttled = 0,
	    .clock_hz = 3e9};
}

/* All of them in one order of rounds; the caller frees them. */
static struct record_system *
quiet_run(size_t count)
{
	struct record_system *systems = xcalloc(count, sizeof *systems);
	size_t i;

	for (i = 0; i < count; i++)
		systems[i] = quiet(i + 1);
	return systems;
}

static void
up_to_a_thousand_are_kept(void **state)
{
	struct record_system *systems = quiet_run(1000);
	const struct record_system *strip;
	struct arena arena = {0};
	size_t kept;

	(void)state;
	systems[7].others = 0.5;
	strip = strip_of(systems, 1000, &kept, &arena);
	assert_int_equal(kept, 1000);
	assert_memory_equal(strip, systems, 1000 * sizeof *systems);
	assert_null(strip_of(systems, 0, &kept, &arena));
	assert_int_equal(kept, 0);
	arena_release(&arena);
	free(systems);
}

static void
neighbours_are_joined_by_their_duration(void **state)
{
	struct record_system *systems = quiet_run(1001);
	const struct record_system *strip;
	struct arena arena = {0};
	size_t kept;

	(void)state;
	/* three seconds of 0.1 and one of 0.5 */
	systems[0].end_ns = 3000000000;
	systems[1].start_ns = 3000000000;
	systems[1].end_ns = 4000000000;
	systems[0].others = 0.1;
	systems[1].others = 0.5;
	systems[0].throttled = 2;
	systems[1].throttled = 3;
	/* known on one side, on no side */
	systems[0].load = 1.5;
	systems[1].io_stall = (double)NAN;
	strip = strip_of(systems, 1001, &kept, &arena);
	assert_int_equal(kept, 501);
	assert_int_equal(strip[0].round, 2);
	assert_int_equal(strip[0].start_ns, 0);
	assert_int_equal(strip[0].end_ns, 4000000000);
	assert_near(strip[0].others, 0.2, 1e-15);
	assert_true(strip[0].throttled == 5);
	assert_true(strip[0].load == 1.5);
	assert_true(strip[0].io_stall == 0);
	assert_true(isnan(strip[0].memory_stall));
	assert_true(isnan(strip[0].cpu_stall));
	assert_near(strip[0].clock_hz, 3e9, 1e-15);
	assert_int_equal(strip[500].round, 1001);
	assert_true(strip[500].others == 0.01);
	arena_release(&arena);
	free(systems);
}

static void
very_many_are_joined_again(void **state)
{
	struct record_system *systems = quiet_run(100000);
	const struct record_system *strip;
	struct arena arena = {0};
	size_t kept, i;

	(void)state;
	strip = strip_of(systems, 100000, &kept, &arena);
	assert_int_equal(kept, 782); /* of 128 seconds, the last of 32 */
	assert_int_equal(strip[0].end_ns, 128000000000);
	for (i = 1; i < kept; i++)
		assert_int_equal(strip[i].start_ns, strip[i - 1].end_ns);
	assert_near(strip[781].others, 0.01, 1e-12);
	arena_release(&arena);
	free(systems);
}

static void
a_record_without_duration_does_no_harm(void **state)
{
	struct record_system *systems = quiet_run(1001);
	const struct record_system *strip;
	struct arena arena = {0};
	size_t kept;

	(void)state;
	systems[0].end_ns = systems[0].start_ns;
	systems[1].end_ns = systems[1].start_ns = systems[0].end_ns;
	systems[1].others = 0.03;
	strip = strip_of(systems, 1001, &kept, &arena);
	assert_near(strip[0].others, 0.02, 1e-15);
	arena_release(&arena);
	free(systems);
}

static void
a_quiet_run_has_no_disturbance(void **state)
{
	struct record_system *systems = quiet_run(20);
	struct disturbance worst;
	enum disturbance_kind kind;

	(void)state;
	systems[3].others = 0.1; /* at the limit, not above */
	systems[3].stolen = 0.02;
	systems[3].io_stall = 0.1;
	for (kind = 0; kind < DISTURBANCE_KINDS; kind++) {
		assert_false(disturbance_find(kind, systems, 20, &worst));
		assert_false(disturbance_find(kind, systems, 0, &worst));
	}
	free(systems);
}

static void
the_stretch_that_lost_most_is_named(void **state)
{
	struct record_system *systems = quiet_run(20);
	struct disturbance worst;
	size_t i;

	(void)state;
	systems[1].others = 0.9; /* short and strong: 0.9 s */
	for (i = 11; i < 18; i++)
		systems[i].others = 0.6 + 0.01 * (double)i;
	systems[19].others = 0.2;
	assert_true(disturbance_find(DISTURBANCE_OTHERS, systems, 20, &worst));
	assert_int_equal(worst.first_round, 12);
	assert_int_equal(worst.last_round, 18);
	assert_near(worst.amount, 0.74, 1e-12);
	assert_int_equal(worst.stretches, 3);
	free(systems);
}

static void
rounds_begin_behind_the_record_before(void **state)
{
	struct record_system systems[] = {quiet(5), quiet(9), quiet(9)};
	struct disturbance worst;

	(void)state;
	systems[0].stolen = 0.03;
	assert_true(disturbance_find(DISTURBANCE_STOLEN, systems, 3, &worst));
	assert_int_equal(worst.first_round, 1);
	assert_int_equal(worst.last_round, 5);
	systems[1].stolen = 0.3;
	systems[0].stolen = 0;
	assert_true(disturbance_find(DISTURBANCE_STOLEN, systems, 3, &worst));
	assert_int_equal(worst.first_round, 6);
	assert_int_equal(worst.last_round, 9);
	systems[1].stolen = 0;
	systems[2].stolen = 0.3;
	assert_true(disturbance_find(DISTURBANCE_STOLEN, systems, 3, &worst));
	assert_int_equal(worst.first_round, 9);
}

static void
heat_is_counted(void **state)
{
	struct record_system systems[] = {quiet(1), quiet(2), quiet(3)};
	struct disturbance worst;

	(void)state;
	systems[1].throttled = 3;
	systems[2].throttled = 4;
	assert_true(disturbance_find(DISTURBANCE_HEAT, systems, 3, &worst));
	assert_true(worst.amount == 7);
	assert_int_equal(worst.first_round, 2);
	assert_int_equal(worst.last_round, 3);
	assert_int_equal(worst.stretches, 1);
}

static void
what_is_not_known_is_no_disturbance(void **state)
{
	struct record_system systems[] = {quiet(1), quiet(2), quiet(3)};
	struct disturbance worst;

	(void)state;
	systems[0].memory_stall = 0.4;
	systems[2].memory_stall = 0.3;
	assert_true(disturbance_find(DISTURBANCE_MEMORY, systems, 3, &worst));
	assert_int_equal(worst.stretches, 2);
	assert_int_equal(worst.last_round, 1);
	assert_near(worst.amount, 0.4, 1e-15);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(up_to_a_thousand_are_kept),
	    cmocka_unit_test(neighbours_are_joined_by_their_duration),
	    cmocka_unit_test(very_many_are_joined_again),
	    cmocka_unit_test(a_record_without_duration_does_no_harm),
	    cmocka_unit_test(a_quiet_run_has_no_disturbance),
	    cmocka_unit_test(the_stretch_that_lost_most_is_named),
	    cmocka_unit_test(rounds_begin_behind_the_record_before),
	    cmocka_unit_test(heat_is_counted),
	    cmocka_unit_test(what_is_not_known_is_no_disturbance),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
