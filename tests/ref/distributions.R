# What R says of the distributions that perfolio uses, a call and its value a
# line. tests/unit/distributions_test.c reads them.
#
#     Rscript tests/ref/distributions.R >tests/ref/distributions.txt

say <- function(...) {
	text <- sprintf(...)
	cat(text, " = ", sprintf("%.17g", eval(parse(text = text))), "\n",
	    sep = "")
}

cat("# ", R.version.string, ", by tests/ref/distributions.R\n", sep = "")

# Degrees of freedom of Welch, of an archive's H sessions, of rounds.
for (df in c(1, 2, 2.5, 2.8, 3.5, 4, 6.3, 7.7, 7.78129, 9, 20.3, 29, 58, 99,
	     148.07, 999, 1e6))
	for (p in c(0.8, 0.95, 0.975, 0.995, 0.1))
		say("qt(%s, %s)", p, df)
for (df in c(1, 2.8, 3.7, 7.78129, 29, 30.5, 38, 49, 58, 148.07, 999, 20000,
	     1e5, 100001, 3e5, 1e6))
	for (t in c(-0.001, -0.5, -1.96, -2.5, -4, -6, -9, -17.8, -25, 1.3, 7))
		say("pt(%s, %s)", t, df)

for (p in c(1e-300, 1e-100, 1e-10, 1e-3, 0.025, 0.4999, 0.5, 0.8, 0.95, 0.975,
	    0.995, 0.999999))
	say("qnorm(%s)", p)
for (z in c(-37, -20, -8, -3.2199379, -1.96, -0.5, -0.001, 0, 1.3, 6))
	say("pnorm(%s)", z)

# Harrell and Davis: i / n, (n + 1) p, (n + 1) (1 - p).
for (p in c(0.01, 0.25, 0.5, 0.9, 0.95, 0.99))
	for (n in c(6, 10, 60, 1000))
		for (i in unique(ceiling(n * c(0.1, 0.5, 0.9, 0.97))))
			say("pbeta(%s, %s, %s)", i / n, (n + 1) * p,
			    (n + 1) * (1 - p))
say("pbeta(0.3, 2.5, 7)")
say("pbeta(0.5, 500001, 499999)")

# The ranks of a median's interval.
for (n in c(6, 7, 9, 10, 20, 30, 50, 100, 1000, 10001, 1e6)) {
	k <- qbinom(0.025, n, 0.5)
	for (at in unique(c(0, max(k - 1, 0), k, n - k)))
		if (pbinom(at, n, 0.5) > 1e-290)
			say("pbinom(%d, %d, 0.5)", as.integer(at),
			    as.integer(n))
}

# Hodges and Lehmann, and pairs.
for (nm in list(c(3, 3), c(4, 6), c(5, 5), c(8, 8), c(10, 10), c(5, 50),
		c(30, 30), c(50, 50))) {
	for (p in c(0.025, 0.05))
		say("qwilcox(%s, %d, %d)", p, nm[1], nm[2])
	for (share in c(0, 0.2, 0.35, 0.5, 0.8))
		say("pwilcox(%d, %d, %d)",
		    as.integer(floor(share * nm[1] * nm[2])), nm[1], nm[2])
}
for (n in c(5, 6, 10, 12, 20, 30, 50)) {
	for (p in c(0.025, 0.05))
		say("qsignrank(%s, %d)", p, n)
	for (share in c(0, 0.2, 0.35, 0.5, 0.8))
		say("psignrank(%d, %d)",
		    as.integer(floor(share * n * (n + 1) / 2)), n)
}

# How many of so many cases may be called changed.
for (n in c(1, 5, 20, 40, 50, 100, 115, 1000, 10000, 1000000))
	say("qbinom(0.95, %d, 0.05)", as.integer(n))
