import DOMPurify from 'dompurify';

/** What a model wrote is a stranger's: no script, style, form, frame or address of another host comes through. */
const RULES = {
  USE_PROFILES: { html: true, mathMl: true },
  FORBID_TAGS: [
    'area', 'audio', 'button', 'datalist', 'dialog', 'fieldset', 'form', 'input', 'label', 'map', 'meter', 'option', 'progress',
    'select', 'slot', 'source', 'style', 'template', 'textarea', 'track', 'video',
  ],
  FORBID_ATTR: ['action', 'background', 'class', 'contenteditable', 'for', 'id', 'is', 'name', 'popover', 'slot', 'srcset', 'style', 'tabindex'],
  ALLOW_ARIA_ATTR: false,
  ALLOW_DATA_ATTR: false,
  RETURN_DOM_FRAGMENT: true,
};

const PIXELS = /^data:image\/(jpeg|png);base64,[A-Za-z0-9+/=]+$/;
const TARGET = /^(https?|mailto):/i;

let pictures = new Map();

DOMPurify.addHook('afterSanitizeAttributes', node => {
  if (node.nodeName === 'IMG') {
    picture(node);
  } else if (node.hasAttribute('href') || node.hasAttribute('xlink:href')) {
    link(node);
  }
});

/** An image shows the pixels that came with the answer, or nothing. */
function picture(node) {
  const pixels = pictures.get(node.getAttribute('src'));
  if (PIXELS.test(pixels ?? '')) {
    node.setAttribute('src', pixels);
  } else {
    node.removeAttribute('src');
  }
  node.setAttribute('alt', node.getAttribute('alt') || 'Picture');
}

function link(node) {
  node.removeAttribute('xlink:href');
  if (node.nodeName === 'A' && TARGET.test(node.getAttribute('href') ?? '')) {
    node.setAttribute('rel', 'noopener noreferrer nofollow');
    node.setAttribute('target', '_blank');
  } else {
    node.removeAttribute('href');
    node.removeAttribute('target');
  }
}

/**
 * @param {string} html from a model
 * @param {Map<string, string>} known pixels of pictures by their names in the text
 */
export function sanitize(html, known) {
  pictures = known;
  return DOMPurify.sanitize(html, RULES);
}
