(() => {
  const channels = (colour) => {
    const [, r, g, b, a = '1'] = colour.match(/^rgba?\((\d+), (\d+), (\d+)(?:, ([\d.]+))?\)$/) ?? (() => { throw new Error(colour); })();
    return [+r, +g, +b, +a];
  };
  const light = ([r, g, b]) => [r, g, b].map((c) => c / 255).map((c) => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = channels(getComputedStyle(at).backgroundColor);
      if (colour[3] === 1) return colour;
      if (colour[3] !== 0) throw new Error('a ground that shines through: ' + at.className);
    }
    return [255, 255, 255, 1];
  };
  const faint = [];
  let seen = 0;
  const check = (element, text, colour) => {
    const style = getComputedStyle(element);
    const [a, b] = [light(channels(colour)), light(ground(element))].sort((x, y) => y - x);
    const size = parseFloat(style.fontSize);
    const enough = size >= 24 || (size >= 18.66 && style.fontWeight >= 700) ? 3 : 4.5;
    seen += 1;
    if ((a + 0.05) / (b + 0.05) < enough) faint.push(`${text.trim().slice(0, 30)}: ${((a + 0.05) / (b + 0.05)).toFixed(2)}`);
  };
  for (const details of document.querySelectorAll('details')) details.open = true;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.textContent.trim() || !element.checkVisibility() || element.closest('script, .hidden, option')) continue;
    check(element, walker.currentNode.textContent, getComputedStyle(element).color);
  }
  for (const field of document.querySelectorAll('input, textarea, select')) {
    if (!field.checkVisibility()) continue;
    check(field, field.value || 'field', getComputedStyle(field).color);
    check(field, field.placeholder || 'placeholder', getComputedStyle(field, '::placeholder').color);
  }
  if (seen < 20) throw new Error('only ' + seen + ' texts');
  return faint;
})()
