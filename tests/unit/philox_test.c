#include "analysis/philox.h"
#include "base/random.h"
#include "tests/unit/sample.h"

/* Salmon et al., kat_vectors */
static void
known_answers_are_given(void **state)
{
	static const uint32_t rows[][10] = {
	    {0, 0, 0, 0, 0, 0, 0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8},
	    {0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff,
		0xffffffff, 0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd},
	    {0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344, 0xa4093822,
		0x299f31d0, 0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}};
	uint32_t got[4];
	size_t i;

	(void)state;
	for (i = 0; i < 3; i++) {
		philox_block(rows[i], rows[i] + 4, got);
		assert_memory_equal(got, rows[i] + 6, sizeof got);
	}
}

static void
words_are_those_of_their_counter(void **state)
{
	const struct philox philox = {
	    UINT64_C(0x299f31d0a4093822), 0x85a308d3, 0x13198a2e};
	const uint32_t counter[] = {2, 0x85a308d3, 0x13198a2e, 0};
	const uint32_t key[] = {0xa4093822, 0x299f31d0};
	uint32_t words[4];
	size_t i;

	(void)state;
	philox_block(counter, key, words);
	for (i = 0; i < 4; i++)
		assert_int_equal(philox_word(&philox, 8 + i), words[i]);
}

static void
numbers_below_a_bound_are_even(void **state)
{
	enum { BOUND = 7, DRAWS = 70000 };
	const struct philox philox = {1, 2, 3};
	size_t counts[BOUND] = {0};
	uint64_t draw;

	(void)state;
	for (draw = 0; draw < DRAWS; draw++)
		counts[philox_below(&philox, draw, BOUND)]++;
	for (draw = 0; draw < BOUND; draw++)
		assert_near((double)counts[draw], DRAWS / BOUND, 0.05);
	assert_int_equal(philox_below(&philox, 5, 1), 0);
	assert_int_equal(philox_below(&philox, 5, UINT64_C(1) << 32),
	    philox_word(&philox, 5));
}

/* FNV-1a of "a\0b\0c", byte by byte */
static void
a_seed_is_of_its_purpose(void **state)
{
	const unsigned char bytes[] = {'a', 0, 'b', 0, 'c'};
	uint64_t hash = 0xCBF29CE484222325u;
	struct random random;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof bytes; i++)
		hash = (hash ^ bytes[i]) * 0x100000001B3u;
	random.state = 42 ^ hash;
	assert_true(philox_seed(42, "a", "b", "c") == random_next(&random));
	assert_true(
	    philox_seed(42, "ab", "", "c") != philox_seed(42, "a", "b", "c"));
	assert_true(
	    philox_seed(42, "a", "b", "c") != philox_seed(43, "a", "b", "c"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(known_answers_are_given),
	    cmocka_unit_test(words_are_those_of_their_counter),
	    cmocka_unit_test(numbers_below_a_bound_are_even),
	    cmocka_unit_test(a_seed_is_of_its_purpose),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
