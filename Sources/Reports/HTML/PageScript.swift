/// The page's script: it filters the list, and opens what a link names. The page is whole without.
enum PageScript {
  static let javaScript = #"""
    (function () {
      "use strict";
      var form = document.querySelector(".filter");
      function openTarget() {
        var target = location.hash && document.getElementById(location.hash.slice(1));
        var details = target && target.querySelector("details");
        if (details) { details.open = true; target.scrollIntoView(); }
      }
      addEventListener("hashchange", openTarget);
      openTarget();
      if (!form) { return; }
      form.hidden = false;
      var words = document.getElementById("words");
      var tag = document.getElementById("tag");
      var criterion = document.getElementById("criterion");
      var shown = document.getElementById("shown");
      var boxes = Array.from(form.querySelectorAll("input[type=checkbox]"));
      var groups = Array.from(document.querySelectorAll(".group")).map(function (element) {
        return { element: element, items: Array.from(element.querySelectorAll(".scenario")).map(
          function (item) {
            var name = item.querySelector(".name");
            return { element: item, text: name.textContent.toLowerCase(),
              verdict: item.dataset.verdict, keys: item.dataset.keys.split(" ") };
          }) };
      });
      function apply() {
        var parts = words.value.toLowerCase().split(/\s+/).filter(Boolean);
        var verdicts = boxes.filter(function (box) { return box.checked; })
          .map(function (box) { return box.value; });
        var wanted = [tag, criterion].map(function (list) { return list && list.value; })
          .filter(Boolean);
        var count = 0, all = 0;
        groups.forEach(function (group) {
          var visible = 0;
          group.items.forEach(function (item) {
            var fits = verdicts.indexOf(item.verdict) >= 0 &&
              wanted.every(function (key) { return item.keys.indexOf(key) >= 0; }) &&
              parts.every(function (part) { return item.text.indexOf(part) >= 0; });
            item.element.hidden = !fits;
            if (fits) { visible += 1; }
          });
          group.element.hidden = visible === 0;
          count += visible;
          all += group.items.length;
        });
        shown.textContent = count === all ? "" : count + " of " + all + " shown";
      }
      form.addEventListener("input", apply);
      form.addEventListener("submit", function (event) { event.preventDefault(); });
      document.addEventListener("keydown", function (event) {
        if (event.key === "/" && document.activeElement !== words) {
          event.preventDefault();
          words.focus();
        }
      });
      apply();
    })();
    """#
}
