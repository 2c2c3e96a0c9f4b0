#include "base/bridge.h"

#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <memory>
#include <string>

#include <ctemplate/template.h>
#include <ctemplate/template_cache.h>
#include <ctemplate/template_dictionary_interface.h>
#include <ctemplate/template_emitter.h>

extern "C" {
#include "base/buf.h"
#include "base/err.h"
}

using ctemplate::TemplateDictionaryInterface;
using ctemplate::TemplateString;

size_t
bridge_print_double(double value, char *text, size_t size)
{
	auto end = std::to_chars(text, text + size - 1, value).ptr;

	*end = '\0';
	return static_cast<size_t>(end - text);
}

namespace
{

/* What every dictionary of one expansion shares. */
struct Expansion {
	const struct template_model *model;
	std::string fault; /* the first marker without an answer */
};

std::string
text_of(const TemplateString &name)
{
	return std::string(name.data(), name.size());
}

/*
 * A dictionary that holds nothing and asks the model. The stock dictionary
 * copies every row and is silent about a marker without a value.
 */
class Dictionary : public TemplateDictionaryInterface
{
      public:
	Dictionary(Expansion &expansion, void *scope)
	    : expansion_(expansion), scope_(scope)
	{
	}

	TemplateString
	GetValue(const TemplateString &variable) const override
	{
		const std::string name = text_of(variable);
		const char *value =
		    expansion_.model->value(scope_, name.c_str());

		if (value == nullptr) {
			fault("marker", name);
			value = "";
		}
		return TemplateString(value, strlen(value));
	}

	bool
	IsHiddenSection(const TemplateString &section) const override
	{
		return repetitions(text_of(section)) == 0;
	}

	bool
	IsUnhiddenSection(const TemplateString &section) const override
	{
		return !IsHiddenSection(section);
	}

	void
	DumpToString(std::string *out, int) const override
	{
		out->append("(asks a model)");
	}

	/* An included template sees what its includer sees. */
	bool
	IsHiddenTemplate(const TemplateString &) const override
	{
		return false;
	}

	const char *
	GetIncludeTemplateName(
	    const TemplateString &include, int) const override
	{
		included_ = text_of(include);
		for (char &c : included_)
			if (c >= 'A' && c <= 'Z')
				c = static_cast<char>(c - 'A' + 'a');
		included_ += ".tpl";
		return included_.c_str();
	}

	Iterator *
	CreateTemplateIterator(const TemplateString &) const override
	{
		return new Once(*this);
	}

	Iterator *
	CreateSectionIterator(const TemplateString &section) const override
	{
		const std::string name = text_of(section);

		return new Rows(expansion_, scope_, name, repetitions(name));
	}

      private:
	class Once : public Iterator
	{
	      public:
		explicit Once(const Dictionary &self) : self_(self)
		{
		}
		bool
		HasNext() const override
		{
			return !done_;
		}
		const TemplateDictionaryInterface &
		Next() override
		{
			done_ = true;
			return self_;
		}

	      private:
		const Dictionary &self_;
		bool done_ = false;
	};

	class Rows : public Iterator
	{
	      public:
		Rows(Expansion &expansion, void *scope, std::string name,
		    long count)
		    : expansion_(expansion), scope_(scope), name_(name),
		      count_(count)
		{
		}
		bool
		HasNext() const override
		{
			return at_ < count_;
		}
		const TemplateDictionaryInterface &
		Next() override
		{
			row_ = std::make_unique<Dictionary>(
			    expansion_, expansion_.model->item(
					    scope_, name_.c_str(), at_++));
			return *row_;
		}

	      private:
		Expansion &expansion_;
		void *scope_;
		std::string name_;
		long count_, at_ = 0;
		std::unique_ptr<Dictionary> row_;
	};

	long
	repetitions(const std::string &name) const
	{
		long count = expansion_.model->count(scope_, name.c_str());

		if (count < 0)
			fault("section", name);
		return count < 0 ? 0 : count;
	}

	void
	fault(const char *what, const std::string &name) const
	{
		if (expansion_.fault.empty())
			expansion_.fault = std::string("unknown ") + what +
					   " \"" + name + "\"";
	}

	Expansion &expansion_;
	void *scope_;
	mutable std::string included_;
};

} // namespace

struct template_set {
	ctemplate::TemplateCache cache;
};

/* Anything C++ may throw, as an error of ours. */
static int
caught(const char *name, struct err *err)
{
	try {
		throw;
	} catch (const std::exception &e) {
		return err_set(err, "%s: %s", name, e.what());
	} catch (...) {
		return err_set(err, "%s: unknown error", name);
	}
}

struct template_set *
template_set_new(void)
{
	try {
		return new template_set;
	} catch (...) {
		std::fputs("perfolio: out of memory\n", stderr);
		std::exit(3);
	}
}

void
template_set_free(struct template_set *set)
{
	delete set;
}

int
template_set_add(struct template_set *set, const char *name, const char *text,
    size_t length, struct err *err)
{
	static const char head[] = "{{%AUTOESCAPE context=\"HTML\"}}";

	if (length < sizeof head - 1 ||
	    memcmp(text, head, sizeof head - 1) != 0)
		return err_set(err, "%s: must begin with %s", name, head);
	try {
		std::unique_ptr<ctemplate::Template> parsed(
		    ctemplate::Template::StringToTemplate(
			text, length, ctemplate::STRIP_BLANK_LINES));
		if (parsed == nullptr)
			return err_set(err,
			    "%s: is no valid template: a section that is not "
			    "closed, or a marker that is no name",
			    name);
		/* Refused too once the set was expanded: it is frozen. */
		if (!set->cache.StringToTemplateCache(
			name, text, length, ctemplate::STRIP_BLANK_LINES))
			return err_set(err,
			    "%s: the set has a template of that name, or was "
			    "expanded already",
			    name);
		return 0;
	} catch (...) {
		return caught(name, err);
	}
}

int
template_set_expand(struct template_set *set, const char *name,
    const struct template_model *model, void *scope, struct buf *out,
    struct err *err)
{
	try {
		Expansion expansion = {model, ""};
		Dictionary root(expansion, scope);
		std::string text;
		ctemplate::StringEmitter emitter(&text);
		/* Frozen: an include can never name a file on the disk. */
		set->cache.Freeze();
		bool expanded = set->cache.ExpandNoLoad(name,
		    ctemplate::STRIP_BLANK_LINES, &root, nullptr, &emitter);

		if (!expansion.fault.empty())
			return err_set(
			    err, "%s: %s", name, expansion.fault.c_str());
		if (!expanded)
			return err_set(err,
			    "%s: cannot be expanded: it, or a template that it "
			    "includes, is missing",
			    name);
		buf_add(out, text.data(), text.size());
		return 0;
	} catch (...) {
		return caught(name, err);
	}
}
