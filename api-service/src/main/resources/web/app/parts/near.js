import { View } from '../views/view.js';

const observer = new IntersectionObserver(
  entries => entries.forEach(entry => (entry.target.seen = entry.isIntersecting)),
  { rootMargin: '100% 0px' },
);

/** What is made where it is nearly seen and taken apart when it is far away. */
export class Near extends View {
  static properties = { seen: { state: true } };

  constructor() {
    super();
    this.seen = false;
  }

  /** The first one is near before anybody looked. */
  connectedCallback() {
    super.connectedCallback();
    this.seen = this.previousElementSibling === null;
    observer.observe(this);
  }

  disconnectedCallback() {
    observer.unobserve(this);
    super.disconnectedCallback();
  }
}
