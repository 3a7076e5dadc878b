/* Draws the dashboard's figures with ECharts, from the data that the page carries in JSON scripts.

   The tables below the figures say the same without scripts. Colours are the page's own tokens, read
   anew when the theme changes. Tooltips are drawn on the canvas ("richText"), because ECharts' HTML
   tooltips need inline styles, which the content security policy forbids. */

(() => {
  "use strict";

  const ROW = 26; // height of one row of a lying figure, in px
  const ROWS_AT_ONCE = 24;

  const TONES = {
    main: "--accent",
    quiet: "--none",
    good: "--pass",
    warn: "--part",
    bad: "--fail",
  };

  /** The page's tokens as plain colours. A probe resolves light-dark() and var(). */
  function palette() {
    const probe = document.createElement("span");
    probe.hidden = true;
    document.body.append(probe);
    const read = (token) => {
      probe.style.color = `var(${token})`;
      return getComputedStyle(probe).color;
    };
    const colours = {
      ink: read("--ink"),
      soft: read("--ink-soft"),
      rule: read("--rule"),
      sheet: read("--sheet"),
      raised: read("--sheet-raised"),
      sunken: read("--sheet-sunken"),
      accent: read("--accent"),
      wash: read("--accent-wash"),
      onAccent: read("--on-accent"),
      gilt: read("--gilt-on-cloth"),
      tone: (name) => read(TONES[name] || TONES.main),
    };
    colours.font = getComputedStyle(document.body).fontFamily;
    return colours;
  }

  const shorten = (words, most) => (words.length > most ? `${words.slice(0, most - 1)}…` : words);
  const SIGN = document.documentElement.lang === "ko" ? "%" : " %";
  const percent = (share) => `${Math.floor(share * 100 + 1e-9)}${SIGN}`; // 100 only when all points are there
  const FULL_MARKS = 1 - 1e-6;

  function frame(colours, figure) {
    return {
      animation: !matchMedia("(prefers-reduced-motion: reduce)").matches,
      animationDuration: 300,
      textStyle: { fontFamily: colours.font, color: colours.ink },
      aria: { enabled: true, label: { description: figure.description } },
      tooltip: {
        renderMode: "richText",
        backgroundColor: colours.raised,
        borderColor: colours.rule,
        textStyle: { color: colours.ink, fontFamily: colours.font, fontSize: 13 },
      },
    };
  }

  const axisLook = (colours) => ({
    axisLine: { lineStyle: { color: colours.rule } },
    axisTick: { show: false },
    axisLabel: { color: colours.soft, fontSize: 12 },
    splitLine: { lineStyle: { color: colours.rule } },
  });

  /** A slider beside a long axis; the wheel stays with the page, so that nobody gets stuck in a figure. */
  function slider(colours, rows) {
    if (rows <= ROWS_AT_ONCE) return [];
    return [
      {
        type: "slider",
        yAxisIndex: 0,
        startValue: 0,
        endValue: ROWS_AT_ONCE - 1,
        right: 0,
        width: 18,
        showDetail: false,
        brushSelect: false,
        borderColor: colours.rule,
        fillerColor: "rgba(128, 128, 128, 0.25)",
        handleStyle: { color: colours.raised, borderColor: colours.soft },
        dataBackground: { lineStyle: { opacity: 0 }, areaStyle: { opacity: 0 } },
        selectedDataBackground: { lineStyle: { opacity: 0 }, areaStyle: { opacity: 0 } },
      },
    ];
  }

  function heatmap(figure, colours, width) {
    const narrow = width < 560;
    const long = figure.down.length > ROWS_AT_ONCE;
    const look = axisLook(colours);
    const left = narrow ? 92 : 150;
    const right = long ? 34 : 8;
    const column = (width - left - right) / figure.across.length;
    const tilted = column < 84;
    return {
      ...frame(colours, figure),
      grid: { left, right, top: tilted ? 92 : 52, bottom: 52 },
      xAxis: {
        ...look,
        type: "category",
        position: "top",
        data: figure.across,
        splitLine: { show: false },
        axisLabel: {
          ...look.axisLabel,
          interval: 0,
          rotate: tilted ? 45 : 0,
          width: tilted ? 110 : Math.min(160, column - 8),
          overflow: tilted ? "truncate" : "break",
          lineHeight: 15,
        },
      },
      yAxis: {
        ...look,
        type: "category",
        inverse: true,
        data: figure.down,
        splitLine: { show: false },
        axisLabel: { ...look.axisLabel, interval: 0, formatter: (words) => shorten(words, narrow ? 11 : 20) },
      },
      dataZoom: slider(colours, figure.down.length),
      visualMap: {
        min: 0,
        max: 1,
        precision: 2,
        orient: "horizontal",
        left: "center",
        bottom: 4,
        itemWidth: 12,
        itemHeight: Math.min(200, width / 2),
        text: [percent(1), percent(0)],
        textStyle: { color: colours.soft },
        formatter: percent,
        inRange: { color: [colours.wash, colours.accent] },
      },
      tooltip: {
        ...frame(colours, figure).tooltip,
        formatter: ({ value: [x, y, share] }) => `${figure.down[y]}\n${figure.across[x]}\n${percent(share)}`,
      },
      series: [
        {
          type: "heatmap",
          // Full marks are gilt; everything below runs from a wash to the accent.
          data: figure.cells.map((value) => ({
            value,
            ...(value[2] >= FULL_MARKS && { visualMap: false, itemStyle: { color: colours.gilt } }),
            label: { color: value[2] >= FULL_MARKS ? "#12141d" : value[2] > 0.55 ? colours.onAccent : colours.ink },
          })),
          label: {
            show: column >= 28,
            formatter: ({ value }) => percent(value[2]).replace(SIGN, ""),
            fontSize: 11,
          },
          itemStyle: { borderColor: colours.sheet, borderWidth: 2, borderRadius: 4 },
          emphasis: { itemStyle: { borderColor: colours.ink } },
        },
      ],
    };
  }

  function bars(figure, colours, width) {
    const narrow = width < 560;
    const look = axisLook(colours);
    const long = figure.lying && figure.categories.length > ROWS_AT_ONCE;
    const names = {
      ...look,
      type: "category",
      data: figure.categories,
      splitLine: { show: false },
      inverse: Boolean(figure.lying),
      axisLabel: {
        ...look.axisLabel,
        interval: figure.lying ? 0 : "auto",
        formatter: (words) => shorten(words, figure.lying ? (narrow ? 16 : 34) : 12),
      },
    };
    const values = {
      ...look,
      type: "value",
      minInterval: figure.percent ? undefined : 1,
      splitNumber: narrow ? 3 : 5,
      min: 0,
      max: figure.percent ? 1 : undefined,
      axisLabel: { ...look.axisLabel, formatter: figure.percent ? percent : undefined },
    };
    const several = figure.series.length > 1;
    return {
      ...frame(colours, figure),
      grid: {
        left: figure.lying ? (narrow ? 124 : 250) : 40,
        right: long ? 40 : 16,
        top: several ? 40 : 16,
        bottom: 30,
      },
      legend: several
        ? { top: 0, left: 0, itemWidth: 14, itemHeight: 10, textStyle: { color: colours.soft }, type: "scroll" }
        : undefined,
      xAxis: figure.lying ? values : names,
      yAxis: figure.lying ? names : values,
      dataZoom: figure.lying ? slider(colours, figure.categories.length) : [],
      tooltip: {
        ...frame(colours, figure).tooltip,
        trigger: "axis",
        axisPointer: { type: "shadow", shadowStyle: { color: "rgba(128, 128, 128, 0.12)" } },
        valueFormatter: figure.percent ? percent : undefined,
      },
      series: figure.series.map((series) => ({
        type: "bar",
        name: series.name,
        data: series.values,
        stack: figure.stacked ? "all" : undefined,
        barMaxWidth: figure.lying ? 14 : 34,
        barCategoryGap: figure.lying ? "30%" : "20%",
        itemStyle: { color: colours.tone(series.tone), borderRadius: figure.stacked ? 0 : 3 },
      })),
    };
  }

  const KINDS = { heatmap, bars };

  /** How high a figure must be: lying ones grow with their rows, up to a screenful. */
  function height(figure) {
    const rows = figure.kind === "heatmap" ? figure.down.length : figure.lying ? figure.categories.length : 0;
    if (!rows) return 300;
    const each = figure.kind === "bars" && figure.series.length > 1 && !figure.stacked ? ROW + 10 : ROW;
    return Math.min(rows, ROWS_AT_ONCE) * each + (figure.kind === "heatmap" ? 150 : 90);
  }

  function start() {
    if (!window.echarts) return; // the tables stay
    const drawn = [];
    for (const place of document.querySelectorAll("[data-figure]")) {
      const data = document.getElementById(place.dataset.figure);
      if (!data) continue;
      const figure = { ...JSON.parse(data.textContent), description: place.dataset.description };
      place.hidden = false;
      place.style.height = `${height(figure)}px`;
      const chart = window.echarts.init(place, null, { renderer: "canvas" });
      const draw = () => chart.setOption(KINDS[figure.kind](figure, palette(), place.clientWidth), true);
      draw();
      drawn.push({ chart, draw, place });
    }
    if (!drawn.length) return;

    const redraw = () => drawn.forEach(({ draw }) => draw());
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
    new MutationObserver(redraw).observe(document.documentElement, { attributeFilter: ["data-theme"] });

    let waiting = 0;
    const resized = new ResizeObserver(() => {
      cancelAnimationFrame(waiting);
      waiting = requestAnimationFrame(() =>
        drawn.forEach(({ chart, draw }) => {
          chart.resize();
          draw();
        }),
      );
    });
    drawn.forEach(({ place }) => resized.observe(place));
  }

  /** Choosing a filter is asking for it; the button is for those without scripts. */
  function filters() {
    const form = document.querySelector("form[data-filters]");
    if (!form) return;
    form.querySelector("button").hidden = true;
    form.addEventListener("change", () => form.requestSubmit());
  }

  document.addEventListener("DOMContentLoaded", () => {
    filters();
    start();
  });
})();
