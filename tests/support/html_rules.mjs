// What html-validate holds our pages to: all that it recommends, but for what is said here with its reason.
export default {
  root: true,
  extends: ["html-validate:recommended"],
  elements: ["html5"],
  rules: {
    // How HTML is written that no person writes: white space comes of templates, and means nothing.
    "no-trailing-whitespace": "off",
    "doctype-style": ["error", { style: "lowercase" }],
    // Where a bar begins and how long it is, is a figure: it stands in the style of that bar. No style here is a look.
    "no-inline-style": "off",
    // A style sheet that makes blocks of a table takes away that it is one, in Safari at least: the roles say it again.
    // HTML allows them where the table itself says nothing, so what is around it says that it is one (_table.html).
    "no-redundant-role": "off",
    "prefer-native-element": ["error", { exclude: ["table"] }],
    // ARIA gives a list a name as well; the rule asks for landmarks and fields alone.
    "aria-label-misuse": ["error", { allowAnyNamable: true }],
    // A box, or a list, for each of what can be chosen together: the address then has all of them under one name.
    "form-dup-name": "off",
  },
};
