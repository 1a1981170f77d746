// Django's two-box chooser puts an aria-label on a plain span, where none is allowed: say it is an image.
window.addEventListener('load', () => {
  document.querySelectorAll('.selector .search-label-icon').forEach((icon) => {
    icon.setAttribute('role', 'img');
  });
});
