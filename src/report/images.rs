//! Container images in cells.

use crate::model::revision::ContainerImage;
use crate::model::service_ref::ServiceRef;

/// The image of the main container, and how many others there are: `web:v3 +1`. The main container is
/// the one with the service's name, or else the first.
pub fn main_image(images: &[ContainerImage], service: &ServiceRef) -> Option<String> {
    let is_main =
        |image: &&ContainerImage| image.container_name.as_deref() == Some(service.service.as_str());
    let image = images.iter().find(is_main).or(images.first())?;
    let name = image.short_name()?;
    Some(match images.len() - 1 {
        0 => name,
        others => format!("{name} +{others}"),
    })
}

/// Every image, as `container=image@digest`.
pub fn all_images(images: &[ContainerImage]) -> String {
    let images: Vec<String> = images.iter().map(named_image).collect();
    images.join(" ")
}

fn named_image(image: &ContainerImage) -> String {
    let name = image.container_name.as_deref().unwrap_or("-");
    let reference = image.image.as_deref().unwrap_or("-");
    match image.image_digest.as_deref() {
        Some(digest) if !reference.contains('@') => format!("{name}={reference}@{digest}"),
        _ => format!("{name}={reference}"),
    }
}
